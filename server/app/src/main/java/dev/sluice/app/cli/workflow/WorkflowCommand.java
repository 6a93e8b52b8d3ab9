package dev.sluice.app.cli.workflow;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice workflow}. Not thread-safe. */
@Command(
    name = "workflow",
    customSynopsis = "sluice workflow VERB ...",
    description = "Workflows: files in the CNCF Serverless Workflow DSL 1.0.",
    subcommands = {WorkflowValidateCommand.class, WorkflowFormatCommand.class},
    footer = {
      "  sluice workflow validate order.flow.yaml",
      "  sluice workflow format order.flow.yaml --write"
    })
public final class WorkflowCommand extends Group {
  WorkflowCommand(Shell shell) {
    super(shell);
  }
}
