package dev.sluice.source.http;

import dev.sluice.source.fetch.Archives;
import dev.sluice.source.fetch.Downloads;
import dev.sluice.source.fetch.FetchLimits;
import dev.sluice.source.fetch.Scratch;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCode.Taker;
import dev.sluice.spi.code.RemoteCodeException;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Archives at addresses of the web. Redirections are followed, as releases of many hosts need, but
 * a password goes to the first server only. Thread-safe.
 */
public final class WebCode {
  private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTIONS = 5;

  private final FetchLimits limits;
  private final Downloads downloads;

  /** Keeps to these limits. */
  public WebCode(FetchLimits limits) {
    this.limits = limits;
    this.downloads = new Downloads(limits.patience());
  }

  /**
   * Fetches an archive, as {@link dev.sluice.spi.code.RemoteCode#fetch}.
   *
   * @param scratch for this fetch alone
   */
  public String fetch(CodePlace.Web place, @Nullable String known, Scratch scratch, Taker taker)
      throws RemoteCodeException, IOException, InterruptedException {
    URI first = URI.create(place.url());
    Path file = scratch.path("archive.zip");
    URI now = first;
    for (int hops = 0; ; hops++) {
      String address = shown(now.toString());
      boolean home = isSameServer(first, now);
      HttpResponse<Path> response =
          downloads.send(request(place, now, home), file, limits.archiveBytes(), address);
      URI next = next(response, now);
      if (next == null || hops == MOST_REDIRECTIONS) {
        check(response, address, home && place.password() != null);
        return Archives.handOut(file, address, place.checksum(), known, taker);
      }
      now = next;
    }
  }

  private static HttpRequest request(CodePlace.Web place, URI uri, boolean home) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "sluice");
    String password = place.password();
    String user = place.user();
    if (home && password != null) {
      request.header(
          "Authorization", user == null ? "Bearer " + password : Downloads.basic(user, password));
    }
    return request.build();
  }

  private static boolean isSameServer(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && one.getPort() == other.getPort();
  }

  /** Where it goes on; null for nowhere that is gone to: what was encrypted stays so. */
  private static @Nullable URI next(HttpResponse<Path> response, URI now) {
    String location = response.headers().firstValue("Location").orElse(null);
    if (location == null || !REDIRECTIONS.contains(response.statusCode())) {
      return null;
    }
    try {
      URI next = now.resolve(new URI(location));
      boolean web =
          "https".equals(next.getScheme())
              || ("http".equals(next.getScheme()) && "http".equals(now.getScheme()));
      return web && next.getHost() != null && next.getUserInfo() == null ? next : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Without its query, which can be a signature that lets others in. */
  private static String shown(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static void check(HttpResponse<Path> response, String address, boolean known)
      throws RemoteCodeException {
    int status = response.statusCode();
    if (status == 200) {
      return;
    }
    if (status == 401 || status == 403) {
      throw new RemoteCodeException(
          Reason.DENIED,
          known ? address + " refuses the secret." : address + " wants a password or a token.");
    }
    if (status == 404 || status == 410) {
      throw new RemoteCodeException(Reason.ABSENT, "There is nothing at " + address + ".");
    }
    if (status / 100 == 3) {
      throw new RemoteCodeException(
          Reason.UNREACHABLE,
          address
              + " leads on, where it is not followed to: "
              + shown(response.headers().firstValue("Location").orElse("another place"))
              + ".");
    }
    throw new RemoteCodeException(
        Reason.UNREACHABLE, address + " answers with the status " + status + ".");
  }
}
