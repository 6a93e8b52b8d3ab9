package dev.sluice.benchmark;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.FunctionSpec;
import dev.sluice.benchmark.load.Target;
import dev.sluice.benchmark.proc.ProcessTree;
import dev.sluice.client.Connection;
import dev.sluice.client.LocalServer;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real server from its distribution, with the echo functions. */
final class SluiceSubject implements Subject {
  private final Process process;
  private final Connection connection;
  private final SluiceClient client;

  private SluiceSubject(Process process, Connection connection) {
    this.process = process;
    this.connection = connection;
    this.client = new SluiceClient(connection);
  }

  /**
   * Starts the server on a fresh data directory and deploys.
   *
   * @param settings variables that differ from the defaults
   * @param more further options of {@code sluice server}
   */
  static SluiceSubject start(
      Path distribution, Path scratch, Map<String, String> settings, List<String> more)
      throws IOException {
    SluiceSubject subject =
        startOn(distribution, Files.createTempDirectory(scratch, "data"), settings, more);
    for (Language language : Language.values()) {
      subject.deploy(language.function(), language);
    }
    return subject;
  }

  /** Starts the server on this data directory, with the functions that are there. */
  static SluiceSubject startOn(
      Path distribution, Path data, Map<String, String> settings, List<String> more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                distribution.resolve("bin/sluice").toString(),
                "server",
                "--data",
                data.toString(),
                "--listen",
                "127.0.0.1:0",
                "--gateway",
                "127.0.0.1:0"));
    command.addAll(more);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(data.resolve("server.log").toFile());
    builder.environment().putAll(settings);
    Process process = builder.start();
    ReadyLine.await(process, "sluice ready: ");
    Connection connection =
        LocalServer.find(data).orElseThrow(() -> new IOException("no server.json in " + data));
    SluiceSubject subject = new SluiceSubject(process, connection);
    return subject;
  }

  /** Creates a function with the echo of a language. */
  void deploy(String function, Language language) throws IOException {
    deploy(function, language, AsyncSpec.USUAL);
  }

  /** The same whose events run so. */
  void deploy(String function, Language language, AsyncSpec async) throws IOException {
    client.createFunction(
        new FunctionSpec(
                function,
                language.runtime(),
                language.handler(),
                language.code(0),
                null,
                null,
                null,
                null,
                null)
            .withAsync(async));
  }

  SluiceClient client() {
    return client;
  }

  @Override
  public String title() {
    return "sluice";
  }

  @Override
  public Target echo(Language language) {
    return invoke(language, "latest");
  }

  /** A request that has an event accepted. */
  Target accept(String function) {
    URI uri = connection.url().resolve("/v1/functions/" + function + "/invoke?mode=async");
    return Target.post(uri, Map.of("Authorization", "Bearer " + connection.token()), Payload.TEXT);
  }

  /** A request to one version of an echo function. */
  Target invoke(Language language, String qualifier) {
    return invoke(language.function(), qualifier);
  }

  /** A request to one version of a function. */
  Target invoke(String function, String qualifier) {
    URI uri =
        connection.url().resolve("/v1/functions/" + function + "/invoke?qualifier=" + qualifier);
    return Target.post(uri, Map.of("Authorization", "Bearer " + connection.token()), Payload.TEXT);
  }

  @Override
  public ProcessTree processes() throws IOException {
    return ProcessTree.of(process.pid());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process
        .onExit()
        .orTimeout(20, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly())
        .join();
  }
}
