package dev.sluice.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds a server on this machine by the files that it keeps in its data directory. */
public final class LocalServer {
  /** Written by a server at its start: {@code {"url","gateway","pid"}}. */
  public static final String SERVER_FILE = "server.json";

  /** The admin's token, readable by its owner only. */
  public static final String TOKEN_FILE = "admin.token";

  private LocalServer() {}

  /**
   * {@code $XDG_DATA_HOME/sluice}, or {@code $HOME/.local/share/sluice} where that is not set, as
   * {@code ./sluice up} has it.
   */
  public static Path defaultDataDirectory() {
    String xdg = System.getenv("XDG_DATA_HOME");
    if (xdg != null && !xdg.isBlank()) {
      return Path.of(xdg, "sluice");
    }
    // HOME before user.home: the JVM asks the user database and not the environment.
    String home = System.getenv("HOME");
    return Path.of(
        home == null || home.isBlank() ? System.getProperty("user.home") : home,
        ".local",
        "share",
        "sluice");
  }

  /** The server of the default data directory. */
  public static Optional<Connection> find() {
    return find(defaultDataDirectory());
  }

  /**
   * The server of this data directory; empty when none has written its address there, or when its
   * process is gone.
   */
  public static Optional<Connection> find(Path data) {
    try {
      JsonNode server = read(data);
      long pid = server.path("pid").asLong(-1);
      if (pid > 0 && alive(pid).isEmpty()) {
        return Optional.empty();
      }
      Path tokenFile = data.resolve(TOKEN_FILE);
      String token = Files.isReadable(tokenFile) ? Files.readString(tokenFile).strip() : null;
      return Optional.of(new Connection(URI.create(server.path("url").asText()), token, null));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A server that runs. */
  public record Running(URI url, ProcessHandle process) {}

  /**
   * The server of this data directory with its process; empty when none runs, and when what runs by
   * the number that a server left behind that was killed is some other program.
   */
  public static Optional<Running> running(Path data) {
    try {
      JsonNode server = read(data);
      URI url = URI.create(server.path("url").asText());
      return alive(server.path("pid").asLong(-1))
          .filter(one -> one.info().commandLine().map(LocalServer::isServer).orElse(true))
          .map(one -> new Running(url, one));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isServer(String commandLine) {
    return commandLine.contains("dev.sluice.app");
  }

  private static JsonNode read(Path data) throws IOException {
    return new ObjectMapper().readTree(data.resolve(SERVER_FILE).toFile());
  }

  private static Optional<ProcessHandle> alive(long pid) {
    return (pid > 0 ? ProcessHandle.of(pid) : Optional.<ProcessHandle>empty())
        .filter(ProcessHandle::isAlive);
  }
}
