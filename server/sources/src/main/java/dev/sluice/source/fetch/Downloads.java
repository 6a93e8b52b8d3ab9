package dev.sluice.source.fetch;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.code.RemoteCodeException;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes answers into files, bounded in time and in size. It follows no redirection by itself,
 * which could lead a password elsewhere. Thread-safe.
 */
public final class Downloads {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Duration patience;

  /** Waits so long for a request with its whole answer. */
  public Downloads(Duration patience) {
    this.patience = patience;
  }

  /**
   * Sends a request. The body of an answer with status 200 is in the file then, and any other is
   * thrown away.
   *
   * @param address for people
   * @param most bytes of the body
   */
  public HttpResponse<Path> send(HttpRequest request, Path into, long most, String address)
      throws RemoteCodeException, InterruptedException {
    CompletableFuture<HttpResponse<Path>> answer =
        client.sendAsync(
            request,
            info ->
                info.statusCode() == 200
                    ? new LimitedBody<>(BodySubscribers.ofFile(into), most)
                    : BodySubscribers.replacing(into));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RemoteCodeException(
          Reason.TIMED_OUT,
          address + " did not hand out everything within " + patience.toSeconds() + " s.",
          e);
    } catch (ExecutionException e) {
      for (Throwable each = e; each != null; each = each.getCause()) {
        if (each instanceof LimitedBody.TooLargeException) {
          throw new RemoteCodeException(
              Reason.TOO_LARGE, "What " + address + " hands out has more than " + most + " bytes.");
        }
      }
      throw new RemoteCodeException(
          Reason.UNREACHABLE, String.valueOf(NetworkFailure.of(address, e).getMessage()), e);
    } finally {
      boolean unused = answer.cancel(true);
    }
  }

  /** The header of Basic authentication. */
  public static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
