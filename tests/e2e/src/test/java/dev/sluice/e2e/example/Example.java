package dev.sluice.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.DeadLetterInfo;
import dev.sluice.client.Connection;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An example on a server of its own, used as its README says: addresses are put into a copy of its
 * files, secrets come from the environment, and the command line does the rest. Not thread-safe.
 */
final class Example implements AutoCloseable {
  private static final Path EXAMPLES = Path.of(System.getProperty("sluice.examples"));
  private static final int MOST = 100;

  private final Path scratch;
  private final Path folder;
  private final ServerProcess server;
  private final Map<String, String> environment = new TreeMap<>();

  private Example(String name) throws Exception {
    scratch = Scratch.create(name);
    folder = Files.createDirectory(scratch.resolve(name));
    try (Stream<Path> files = Files.list(EXAMPLES.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    server = ServerProcess.on(scratch.resolve("data")).start();
    environment.put("SLUICE_URL", server.client().connection().url().toString());
    environment.put("SLUICE_TOKEN", String.valueOf(server.client().connection().token()));
  }

  /** An example of this folder, of which nothing is deployed yet. */
  static Example of(String name) throws Exception {
    return new Example(name);
  }

  /** Writes something else where the manifest says this. */
  Example with(String said, String instead) throws IOException {
    Path manifest = folder.resolve("sluice.yaml");
    String text = Files.readString(manifest);
    assertThat(text).contains(said);
    Files.writeString(manifest, text.replace(said, instead));
    return this;
  }

  /** One more variable in the environment of the command line. */
  Example environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Applies the manifest; a second time there must be nothing to do. */
  Example apply() {
    String manifest = file("sluice.yaml");
    String unused = cli().run("apply", "-f", manifest);
    JsonNode again = Json.read(cli().run("apply", "-f", manifest, "--output", "json"));
    assertThat(again.findValuesAsText("state")).isNotEmpty().containsOnly("unchanged");
    return this;
  }

  /** The path of one of its files. */
  String file(String name) {
    return folder.resolve(name).toString();
  }

  /** The text of one of its files. */
  String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  Cli cli() {
    return new Cli(environment);
  }

  SluiceClient client() {
    return server.client();
  }

  /** Requests to its gateway, without a token. */
  Http gateway() {
    return new Http(new Connection(server.gateway(), null, null));
  }

  /** What was given up of a function's events. */
  List<DeadLetterInfo> deadLetters(String function) throws IOException {
    return client().queue().deadLetters(DeadLetterRequest.of(function), MOST, null).items();
  }

  @Override
  public void close() throws Exception {
    server.close();
    Scratch.delete(scratch);
  }
}
