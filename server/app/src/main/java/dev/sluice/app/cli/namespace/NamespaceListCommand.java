package dev.sluice.app.cli.namespace;

import dev.sluice.api.NamespaceInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code sluice namespace list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice namespace list [OPTION...]",
    description = "List the namespaces, also those that were never made.",
    footer = {"  sluice namespace list", "  sluice namespace list --output json"})
final class NamespaceListCommand extends ServerVerb {
  NamespaceListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<NamespaceInfo> namespaces = client.namespaces().list();
    if (json()) {
      console().print(Json.pretty(new Page<>(namespaces, null)));
      return OK;
    }
    if (namespaces.isEmpty()) {
      console().note("no namespaces yet; the first function makes 'default'");
      return OK;
    }
    Table table = new Table("NAMESPACE", ">FUNCTIONS", ">MOST", ">CODE", ">MOST", "DESCRIPTION");
    for (NamespaceInfo is : namespaces) {
      table.row(
          is.name(),
          Integer.toString(is.functions()),
          orNothing(NamespaceWords.count(is.maxFunctions())),
          Words.bytes(is.codeBytes()),
          orNothing(NamespaceWords.size(is.maxCodeBytes())),
          Words.shorten(is.description(), 50));
    }
    console().print(table.render());
    return OK;
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }
}
