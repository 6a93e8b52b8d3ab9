package dev.sluice.studio.core.connection;

import dev.sluice.api.ErrorCode;
import dev.sluice.client.Connection;
import dev.sluice.client.ListRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tries a server that the user has named, and makes it the one to use only if it answers. */
public final class ConnectionTrial {

  private ConnectionTrial() {}

  /** What is wrong with an address as typed; null when nothing is. */
  public static @Nullable String problem(String url) {
    try {
      new Connection(URI.create(url), null, null);
      return null;
    } catch (IllegalArgumentException e) {
      return "Give an address like http://127.0.0.1:8640.";
    }
  }

  /**
   * Tries in a job.
   *
   * @param url null for the server of this machine
   * @param token may be empty
   * @param accepted called on the UI thread when the choice has been kept
   * @param refused called on the UI thread with what is wrong
   */
  public static void start(
      ServerAccess server,
      @Nullable String url,
      String token,
      Runnable accepted,
      Consumer<String> refused) {
    server
        .calls()
        .outside(
            "Trying the server",
            () -> attempt(server.settings(), url, token),
            problem -> {
              if (problem.isEmpty()) {
                server.link().reconnect();
                accepted.run();
              } else {
                refused.accept(problem);
              }
            });
  }

  /**
   * Turns to another namespace of the server.
   *
   * @param failed called on the UI thread with what is wrong
   */
  public static void turn(ServerAccess server, String namespace, Consumer<String> failed) {
    server
        .calls()
        .outside(
            "Turning to " + namespace,
            () -> {
              server.settings().chooseNamespace(namespace);
              return "";
            },
            problem -> {
              if (problem.isEmpty()) {
                server.link().reconnect();
              } else {
                failed.accept(problem);
              }
            });
  }

  /** Returns what is wrong; empty when it worked and was kept. */
  private static String attempt(ServerSettings settings, @Nullable String url, String token)
      throws IOException {
    Optional<Connection> found =
        url == null
            ? settings.findByItself()
            : Optional.of(new Connection(URI.create(url), token.isEmpty() ? null : token, null));
    if (found.isEmpty()) {
      return "No server runs on this machine. Start one with “./sluice up”.";
    }
    Connection target = found.get();
    try {
      new SluiceClient(target).functions(new ListRequest(Map.of(), null, 1, null));
    } catch (SluiceApiException e) {
      return e.is(ErrorCode.UNAUTHENTICATED) ? refusal(token) : e.sentence();
    } catch (IOException e) {
      return "Nothing answers at " + target.url() + ".";
    }
    if (url == null) {
      settings.chooseLocal();
    } else {
      settings.choose(url, token);
    }
    return "";
  }

  private static String refusal(String token) {
    return token.isEmpty()
        ? "The server wants a token; the file admin.token in its data directory has one."
        : "The server refuses this token.";
  }
}
