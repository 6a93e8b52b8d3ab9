package dev.sluice.app.cli.shell;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One verb of the command line; its result is the exit status. Not thread-safe. */
public abstract class Verb implements Callable<Integer> {
  /** Done as asked. */
  public static final int OK = 0;

  /** Refused or failed. */
  public static final int FAILED = 1;

  /** Not understood. */
  public static final int WRONG_USAGE = 2;

  private final Shell shell;
  private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 91,
      description = "Show this help.")
  boolean help;

  protected Verb(Shell shell) {
    this.shell = shell;
  }

  @Spec
  void spec(CommandSpec own) {
    this.spec = own;
  }

  /** The parsed command line of this verb. */
  protected CommandLine command() {
    return Objects.requireNonNull(spec, "picocli gives it").commandLine();
  }

  protected Shell shell() {
    return shell;
  }

  protected Console console() {
    return shell.console();
  }

  /** Options that do not go together: exit status 2. */
  protected ParameterException wrongUsage(String message) {
    return new ParameterException(command(), message);
  }

  /** What is read from what was typed, whose fault an {@link IllegalArgumentException} tells. */
  protected <T> T read(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }

  /** As {@link #wrongUsage(String)} for a value whose fault the exception tells. */
  protected ParameterException wrongUsage(IllegalArgumentException fault) {
    return wrongUsage(Objects.requireNonNullElse(fault.getMessage(), "a value is wrong"));
  }
}
