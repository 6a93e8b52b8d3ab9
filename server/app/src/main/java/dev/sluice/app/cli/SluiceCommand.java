package dev.sluice.app.cli;

import dev.sluice.app.cli.alias.AliasCommand;
import dev.sluice.app.cli.association.AssociationCommand;
import dev.sluice.app.cli.audit.AuditCommand;
import dev.sluice.app.cli.binding.BindingCommand;
import dev.sluice.app.cli.deadletter.DeadLetterCommand;
import dev.sluice.app.cli.execution.ExecutionCommand;
import dev.sluice.app.cli.function.FunctionCommand;
import dev.sluice.app.cli.instance.InstanceCommand;
import dev.sluice.app.cli.invocation.InvocationCommand;
import dev.sluice.app.cli.job.JobCommand;
import dev.sluice.app.cli.key.KeyCommand;
import dev.sluice.app.cli.logs.AllLogsCommand;
import dev.sluice.app.cli.manifest.ApplyCommand;
import dev.sluice.app.cli.manifest.ExportCommand;
import dev.sluice.app.cli.namespace.NamespaceCommand;
import dev.sluice.app.cli.role.RoleCommand;
import dev.sluice.app.cli.rollout.RolloutCommand;
import dev.sluice.app.cli.secret.SecretCommand;
import dev.sluice.app.cli.shell.Console;
import dev.sluice.app.cli.shell.Failures;
import dev.sluice.app.cli.shell.Group;
import dev.sluice.app.cli.shell.HelpLayout;
import dev.sluice.app.cli.shell.OutputException;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.shell.ShellWiring;
import dev.sluice.app.cli.shell.VerbFactory;
import dev.sluice.app.cli.sink.SinkCommand;
import dev.sluice.app.cli.source.SourceCommand;
import dev.sluice.app.cli.top.TopCommand;
import dev.sluice.app.cli.workflow.WorkflowCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** {@code sluice}: the start of every command, and of the server. Not thread-safe. */
@Command(
    name = "sluice",
    customSynopsis = "sluice COMMAND [OPTION...]",
    description = "Functions on your own machine: make, publish, invoke and watch them.",
    versionProvider = ProductVersion.class,
    subcommands = {
      FunctionCommand.class,
      AliasCommand.class,
      RolloutCommand.class,
      InvocationCommand.class,
      InstanceCommand.class,
      WorkflowCommand.class,
      ExecutionCommand.class,
      SourceCommand.class,
      RoleCommand.class,
      SinkCommand.class,
      BindingCommand.class,
      AssociationCommand.class,
      JobCommand.class,
      DeadLetterCommand.class,
      NamespaceCommand.class,
      KeyCommand.class,
      WhoamiCommand.class,
      SecretCommand.class,
      AuditCommand.class,
      TopCommand.class,
      AllLogsCommand.class,
      ApplyCommand.class,
      ExportCommand.class,
      ServerCommand.class,
      HealthCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    footer = {
      "  sluice server",
      "  sluice function create hello --code main.py",
      "  sluice function invoke hello --data '{\"name\":\"Ada\"}'",
      "  sluice function logs hello --follow",
      "",
      "'sluice COMMAND --help' explains a command. The exit status is 0 when all went",
      "well, 1 when something was refused or failed, and 2 for wrong usage."
    })
public final class SluiceCommand extends Group {
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      order = 92,
      description = "Show the version.")
  boolean version;

  SluiceCommand(Shell shell) {
    super(shell);
  }

  /** Runs one command and ends the process with its status. */
  public static void main(String[] args) {
    System.exit(run(ShellWiring.create(), args));
  }

  /** Runs one command; the result is its exit status. */
  public static int run(Shell shell, String... args) {
    Console console = shell.console();
    Failures failures = new Failures(console);
    try {
      // picocli's own writing is caught, since it turns a closed output into a stack trace.
      StringWriter help = new StringWriter();
      StringWriter trouble = new StringWriter();
      int status =
          commandLine(shell)
              .setOut(new PrintWriter(help))
              .setErr(new PrintWriter(trouble))
              .execute(args);
      console.print(help.toString());
      console.flush();
      trouble.toString().lines().limit(1).forEach(line -> console.note("error: " + line));
      return status;
    } catch (OutputException e) {
      return failures.failed(e);
    } finally {
      console.endProgress();
    }
  }

  /** The tree of commands. */
  static CommandLine commandLine(Shell shell) {
    Console console = shell.console();
    Failures failures = new Failures(console);
    CommandLine command = new CommandLine(new SluiceCommand(shell), new VerbFactory(shell));
    command.setColorScheme(Help.defaultColorScheme(console.outColours() ? Ansi.ON : Ansi.OFF));
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setAbbreviatedOptionsAllowed(false);
    // @FILE is the value of an option here, and not a file of arguments.
    command.setExpandAtFiles(false);
    command.setParameterExceptionHandler((e, arguments) -> failures.wrongUsage(e));
    command.setExecutionExceptionHandler((e, at, result) -> failures.failed(e));
    HelpLayout.apply(command);
    return command;
  }
}
