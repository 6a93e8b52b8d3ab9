package dev.sluice.app.cli.shell;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/** Wires the {@link Shell} of this very process. */
public final class ShellWiring {
  private ShellWiring() {}

  /**
   * The shell of this process. Standard output is written without {@code System.out}, which would
   * keep a closed pipe to itself.
   */
  public static Shell create() {
    boolean outTerminal = isTerminal(1);
    boolean errTerminal = isTerminal(2);
    String noColour = System.getenv("NO_COLOR");
    boolean colours =
        (noColour == null || noColour.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    Console console =
        new Console(
            System.in,
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
            new FileOutputStream(FileDescriptor.err),
            outTerminal,
            errTerminal,
            colours);
    return new Shell(
        console, System.getenv(), Clock.system(ZoneId.systemDefault()), ShellWiring::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "cli-work");
    thread.setDaemon(true);
    return thread;
  }

  /** {@code System.console()} cannot tell the three streams apart; Linux can. */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      // Where Linux's files are missing, plain text is right for every reader.
      return false;
    }
  }
}
