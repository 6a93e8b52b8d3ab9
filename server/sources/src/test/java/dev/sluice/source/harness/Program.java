package dev.sluice.source.harness;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A broker's program, started by a test in a folder of its own. */
public final class Program {
  private static final long STOP_SECONDS = 60;
  private static final int END_SECONDS = 60;

  private final Process process;
  private final Path log;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The program at one of these places; a test cannot go without it. */
  public static String find(String debianPackage, String... places) {
    for (String place : places) {
      if (Files.isExecutable(Path.of(place))) {
        return place;
      }
    }
    throw new AssertionError(
        "a program of the tests is missing, run: sudo apt-get install -y --no-install-recommends "
            + debianPackage);
  }

  /** Starts it with its output in a log there. */
  public static Program start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = folder.resolve("output.log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    // A JVM of tests that is ended leaves nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> killAll(process)));
    return new Program(process, log);
  }

  /** Waits until something listens at its port. */
  public void awaitPort(int port) throws Exception {
    Await.until(
        "a listener at port " + port,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("it has ended: " + Files.readString(log));
          }
          return listens(port);
        });
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks it to end, and waits. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Asks a program that it started to end, and waits for all of them. */
  public void end(String program) throws InterruptedException {
    process
        .descendants()
        .filter(each -> each.info().command().orElse("").endsWith("/" + program))
        .forEach(ProcessHandle::destroy);
    boolean unusedEnded = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    kill();
  }

  /** Runs one to its end, which must be a good one. */
  public static void run(Path folder, Map<String, String> environment, List<String> command)
      throws Exception {
    Program program = start(folder, environment, command);
    if (!program.process.waitFor(END_SECONDS, TimeUnit.SECONDS)
        || program.process.exitValue() != 0) {
      program.kill();
      throw new IllegalStateException(command + " failed; see " + folder);
    }
  }

  /** Kills it with all that it has started. */
  public void kill() throws InterruptedException {
    List<ProcessHandle> all = killAll(process);
    process.waitFor();
    // The port is theirs until they are gone.
    all.forEach(each -> each.onExit().join());
  }

  private static List<ProcessHandle> killAll(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return all;
  }

  /** A port that is free now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
