package dev.sluice.source.git;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.source.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The repository at the other end. It does not follow redirections, which could lead the password
 * elsewhere. Thread-safe: {@link #close} ends what another thread waits for.
 */
final class Remote {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String url;
  private final @Nullable String authorization;
  private final String user;
  private @Nullable CompletableFuture<HttpResponse<InputStream>> asking;
  private @Nullable InputStream reading;
  private boolean closed;

  Remote(Settings settings) {
    this.url = settings.text("url").replaceAll("/+$", "");
    this.user = settings.text("user");
    String password = settings.find("password");
    this.authorization =
        password == null
            ? null
            : "Basic "
                + Base64.getEncoder()
                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** The repository's address, which has no password. */
  String url() {
    return url;
  }

  /**
   * Its refs by name.
   *
   * @throws NetworkFailure why not
   */
  SortedMap<String, String> refs() throws NetworkFailure, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/info/refs?service=git-upload-pack"))
            .timeout(TIMEOUT)
            .header("User-Agent", "git/sluice");
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<InputStream> response = ask(request.build()).get();
      try (InputStream body = begin(response.body())) {
        check(response);
        return RefAdvertisement.read(body);
      }
    } catch (NetworkFailure e) {
      throw e;
    } catch (ExecutionException | CancellationException | IOException e) {
      throw NetworkFailure.of(url, e);
    }
  }

  private void check(HttpResponse<InputStream> response) throws NetworkFailure {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      throw new NetworkFailure(
          authorization == null
              ? url + " wants a password."
              : url + " refuses the user '" + user + "' or the password.",
          null);
    }
    if (status == 404) {
      throw new NetworkFailure("There is no repository at " + url + ".", null);
    }
    if (status >= 300 && status < 400) {
      throw new NetworkFailure(
          url
              + " has moved to "
              + response.headers().firstValue("Location").orElse("another place")
              + ".",
          null);
    }
    boolean git = response.headers().firstValue("Content-Type").orElse("").equals(ADVERTISEMENT);
    if (status != 200 || !git) {
      throw new NetworkFailure(
          url + " does not answer as a Git repository does, but with the status " + status + ".",
          null);
    }
  }

  private synchronized CompletableFuture<HttpResponse<InputStream>> ask(HttpRequest request) {
    asking = client.sendAsync(request, BodyHandlers.ofInputStream());
    if (closed) {
      boolean unused = asking.cancel(true);
    }
    return asking;
  }

  private synchronized InputStream begin(InputStream body) throws IOException {
    reading = body;
    if (closed) {
      body.close();
    }
    return body;
  }

  synchronized void close() {
    closed = true;
    if (asking != null) {
      boolean unused = asking.cancel(true);
    }
    if (reading != null) {
      try {
        reading.close();
      } catch (IOException e) {
        // It is of no use any more.
      }
    }
  }
}
