package dev.sluice.studio.core.local;

import dev.sluice.client.LocalServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process of a data directory's server. Starting and stopping block, and are for one thread at
 * a time; the rest is thread-safe.
 */
final class ServerProcess {
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 45;
  private static final long LOOK_MILLIS = 100;

  /** Has the server live on when Studio, or the terminal that it was started from, ends. */
  private static final Path OWN_SESSION = Path.of("/usr/bin/setsid");

  private final Path data;

  /** Of the server that keeps its data here. */
  ServerProcess(Path data) {
    this.data = data;
  }

  /** Where a server that is started from here, or by {@code ./sluice up}, writes its log. */
  Path log() {
    return data.resolve("server.log");
  }

  /** The server, where it runs. */
  Optional<LocalServer.Running> running() {
    return LocalServer.running(data);
  }

  /**
   * Starts a server, unless one runs, and returns when it does.
   *
   * @param program the command line's program
   * @param options further options of its verb {@code server}
   * @throws IOException with why it did not start, in a sentence
   */
  void start(Path program, List<String> options) throws IOException, InterruptedException {
    if (running().isPresent()) {
      return;
    }
    Files.createDirectories(data);
    if (Files.exists(log())) {
      Files.move(log(), data.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    Process process =
        new ProcessBuilder(command(program, options))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .redirectInput(nothing())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (running().isEmpty()) {
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("The server did not start: " + lastWords());
      }
      if (System.nanoTime() > end) {
        process.destroy();
        throw new IOException("The server was not ready within " + START_SECONDS + " seconds.");
      }
    }
  }

  private List<String> command(Path program, List<String> options) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(OWN_SESSION)) {
      command.add(OWN_SESSION.toString());
    }
    command.addAll(List.of(program.toString(), "server", "--data", data.toString()));
    command.addAll(options);
    return command;
  }

  private static File nothing() {
    return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
  }

  private String lastWords() throws IOException {
    return Files.readString(log())
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((before, line) -> line)
        .map(line -> line.startsWith("sluice: ") ? line.substring("sluice: ".length()) : line)
        .orElse("it said nothing.");
  }

  /**
   * Asks the server to stop, and returns when it has.
   *
   * @throws IOException where it takes too long, in a sentence
   */
  void stop() throws IOException, InterruptedException {
    Optional<LocalServer.Running> server = running();
    if (server.isEmpty()) {
      return;
    }
    ProcessHandle process = server.get().process();
    boolean unusedAsked = process.destroy();
    try {
      ProcessHandle unused = process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "The server, process "
              + process.pid()
              + ", has not stopped within "
              + STOP_SECONDS
              + " seconds: it may be waiting for functions.",
          e);
    } catch (ExecutionException e) {
      throw new IOException("The server could not be stopped.", e);
    }
  }
}
