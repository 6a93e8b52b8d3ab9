package dev.sluice.app.cli.workflow;

import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.Shell;
import picocli.CommandLine.Command;

/** {@code sluice workflow}. Not thread-safe. */
@Command(
    name = "workflow",
    customSynopsis = "sluice workflow VERB ...",
    description = "Workflows: files in the CNCF Serverless Workflow DSL 1.0.",
    subcommands = {
      WorkflowValidateCommand.class,
      WorkflowFormatCommand.class,
      WorkflowTestCommand.class,
      WorkflowDeployCommand.class,
      WorkflowListCommand.class,
      WorkflowGetCommand.class,
      WorkflowStartCommand.class,
      WorkflowAliasCommand.class,
      WorkflowDeleteCommand.class
    },
    footer = {
      "  sluice workflow validate order.flow.yaml",
      "  sluice workflow format order.flow.yaml --write",
      "  sluice workflow test order.flow.yaml --mocks mocks.json",
      "  sluice workflow deploy order.flow.yaml",
      "  sluice workflow start order --input @order.json"
    })
public final class WorkflowCommand extends Group {
  WorkflowCommand(Shell shell) {
    super(shell);
  }
}
