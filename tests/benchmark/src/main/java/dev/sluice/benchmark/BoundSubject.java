package dev.sluice.benchmark;

import dev.sluice.benchmark.bound.BoundServer;
import dev.sluice.benchmark.load.Target;
import dev.sluice.benchmark.proc.ProcessTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The bare bound in a JVM of its own. */
final class BoundSubject implements Subject {
  private final Process process;
  private final int port;

  private BoundSubject(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static BoundSubject start(Path scratch) throws IOException {
    Path python = unpack("echo.py", scratch);
    Path node = unpack("echo.js", scratch);
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BoundServer.class.getName(),
                    scratch.toString(),
                    python.toString(),
                    node.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String ready = ReadyLine.await(process, "bound ready: ");
    return new BoundSubject(process, Integer.parseInt(ready.strip()));
  }

  private static Path unpack(String resource, Path scratch) throws IOException {
    Path file = scratch.resolve(resource);
    try (InputStream in = BoundSubject.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the benchmark lacks its resource " + resource);
      }
      Files.copy(in, file);
    }
    return file;
  }

  @Override
  public String title() {
    return "bound";
  }

  @Override
  public Target echo(Language language) {
    String path = language == Language.PYTHON ? "python" : "node";
    return Target.post(URI.create("http://127.0.0.1:" + port + "/" + path), Map.of(), Payload.TEXT);
  }

  @Override
  public ProcessTree processes() throws IOException {
    return ProcessTree.of(process.pid());
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process
        .onExit()
        .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly())
        .join();
  }
}
