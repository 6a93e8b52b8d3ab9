package dev.sluice.app.cli;

import dev.sluice.app.cli.shell.Console;
import dev.sluice.app.cli.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** A shell whose streams a test reads and writes. */
public final class TestShell {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private OutputStream output = out;
  private byte[] input = {};
  private boolean terminal;

  /** The same with a variable in its environment. */
  public TestShell with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The same with this on standard input. */
  public TestShell in(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** The same with a person at all streams. */
  public TestShell onTerminal() {
    terminal = true;
    return this;
  }

  /** The same with another standard output. */
  public TestShell to(OutputStream other) {
    output = other;
    return this;
  }

  /** What the command gets. */
  public Shell shell() {
    Console console =
        new Console(new ByteArrayInputStream(input), output, err, terminal, terminal, true);
    return new Shell(
        console,
        environment,
        Clock.system(ZoneOffset.UTC),
        work -> {
          Thread thread = new Thread(work, "cli-test");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Runs a command; the result is its exit status. */
  public int run(String... args) {
    return SluiceCommand.run(shell(), args);
  }

  /** Standard output so far. */
  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Standard error so far. */
  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
