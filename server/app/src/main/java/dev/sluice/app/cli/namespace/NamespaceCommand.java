package dev.sluice.app.cli.namespace;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice namespace}. Not thread-safe. */
@Command(
    name = "namespace",
    customSynopsis = "sluice namespace VERB ...",
    description = "Tenants of a server: names, keys, secrets and quotas are each one's own.",
    subcommands = {
      NamespaceCreateCommand.class,
      NamespaceGetCommand.class,
      NamespaceListCommand.class,
      NamespaceUpdateCommand.class,
      NamespaceDeleteCommand.class
    },
    footer = {
      "  sluice namespace create web --max-functions 50 --max-concurrency 100",
      "  sluice key create ci --namespace web",
      "  sluice namespace list"
    })
public final class NamespaceCommand extends Group {
  NamespaceCommand(Shell shell) {
    super(shell);
  }
}
