package dev.sluice.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Connection;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.HostProcesses;
import dev.sluice.e2e.harness.OrdinaryUser;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What there is to steal and to break: functions of the same and of another namespace with a marker
 * in their code, environment and /tmp, files, and a process with sockets. All of it has the marker.
 */
final class Bait implements AutoCloseable {
  private static final String NEIGHBOUR = "neighbour";
  private static final String CODE =
      """
      # %1$s
      import os
      def handler(event, context):
          with open("/tmp/%1$s", "a") as file:
              file.write("%1$s")
          return os.environ["BAIT"]
      """;

  private final String marker = "bait-" + UUID.randomUUID();
  private final Map<String, String> names = new TreeMap<>();
  private final List<SluiceClient> neighbours;
  private final Path secret;
  private final Process process;

  private Bait(ServerProcess server, Path folder) throws Exception {
    Connection own = server.client().connection();
    neighbours =
        List.of(
            server.client(),
            new SluiceClient(new Connection(own.url(), own.token(), "somebody-else")));
    for (SluiceClient client : neighbours) {
      client.createFunction(
          Sources.environment(
              Sources.python(NEIGHBOUR, CODE.formatted(marker)), Map.of("BAIT", marker)));
    }
    assertNeighboursAnswer();
    secret = folder.resolve("secret");
    Files.writeString(secret, marker);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("public"), marker);
    Path sockets = Files.createDirectory(folder.resolve("sockets"));
    Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxrwxrwx"));
    String abstractName = "sluice-" + UUID.randomUUID();
    process = start(sockets.resolve("s"), abstractName);
    String port;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      port = out.readLine();
    }
    Path instances =
        Path.of(Files.readString(server.data().resolve("sandbox/sandbox.path")).strip());
    names.putAll(
        Map.of(
            "data", server.data().toString(),
            "instances", instances.toString(),
            "secret", secret.toString(),
            "public", folder.resolve("public").toString(),
            "socket", sockets.resolve("s").toString(),
            "abstract", abstractName,
            "port", port));
    names.putAll(
        Map.of(
            "code", marked(server.data().resolve("code")).toString(),
            "neighbour-folder", instances.relativize(marked(instances)).getName(0).toString(),
            "neighbour", Long.toString(neighbourProcess(server)),
            "process", Long.toString(process.pid()),
            "server", Long.toString(server.pid()),
            "api", Integer.toString(own.url().getPort()),
            "gateway", Integer.toString(server.gateway().getPort())));
  }

  static Bait lay(ServerProcess server, Path folder) throws Exception {
    return new Bait(server, folder);
  }

  private Process start(Path socket, String abstractName) throws IOException {
    List<String> command = new ArrayList<>(OrdinaryUser.command());
    command.addAll(
        List.of("/usr/bin/python3", "-c", Language.resource("bait.py"), marker, socket.toString()));
    command.add(abstractName);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("BAIT", marker);
    builder.directory(socket.getParent().toFile());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The file of code with the marker. */
  private Path marked(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      for (Path path : all.filter(each -> each.endsWith("main.py")).toList()) {
        if (Files.readString(path).contains(marker)) {
          return path;
        }
      }
    }
    throw new AssertionError("no code with the marker below " + below);
  }

  /** The process, seen from outside, that has the marker in its own /tmp. */
  private long neighbourProcess(ServerProcess server) {
    return HostProcesses.below(server.pid()).stream()
        .map(HostProcesses.Seen::pid)
        .filter(pid -> Files.exists(Path.of("/proc", Long.toString(pid), "root/tmp", marker)))
        .findFirst()
        .orElseThrow();
  }

  /** What attacks need to know, by the names that the catalogue has for it. */
  Map<String, String> names() {
    return names;
  }

  /** What nobody may see. */
  String marker() {
    return marker;
  }

  void assertNeighboursAnswer() throws IOException {
    for (SluiceClient client : neighbours) {
      assertThat(client.invoke(NEIGHBOUR, InvokeRequest.json("{}")).text())
          .isEqualTo("\"" + marker + "\"");
    }
  }

  void assertUntouched() throws IOException {
    assertThat(process.isAlive()).as("somebody's process lives").isTrue();
    assertThat(secret).hasContent(marker);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(marked(Path.of(names.get("data"), "code"))).hasToString(names.get("code"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
