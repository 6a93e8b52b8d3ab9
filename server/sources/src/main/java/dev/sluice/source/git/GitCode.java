package dev.sluice.source.git;

import dev.sluice.source.fetch.Downloads;
import dev.sluice.source.fetch.FetchLimits;
import dev.sluice.source.fetch.Scratch;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCode.Taker;
import dev.sluice.spi.code.RemoteCodeException;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Folders of Git repositories: one commit without its history, over Git's smart HTTP. The requests
 * are our own, because they must be bounded and must not follow the host's Git configuration; what
 * comes is read by JGit. Thread-safe.
 */
public final class GitCode {
  private static final long MOST_REF_BYTES = 16 << 20;
  private static final String SERVICE = "git-upload-pack";
  private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";
  private static final String RESULT = "application/x-git-upload-pack-result";
  private static final String FLUSH = "0000";

  private final FetchLimits limits;
  private final Downloads downloads;

  /** Keeps to these limits. */
  public GitCode(FetchLimits limits) {
    this.limits = limits;
    this.downloads = new Downloads(limits.patience());
  }

  /**
   * Fetches a folder, as {@link dev.sluice.spi.code.RemoteCode#fetch}.
   *
   * @param scratch for this fetch alone
   */
  public String fetch(CodePlace.Git place, @Nullable String known, Scratch scratch, Taker taker)
      throws RemoteCodeException, IOException, InterruptedException {
    String url = place.url().replaceAll("/+$", "");
    Wanted wanted = Wanted.of(url, place.ref(), refs(place, url, scratch));
    if (wanted.commit().equals(known)) {
      return wanted.commit();
    }
    Path answer = scratch.path("pack");
    HttpRequest request =
        request(place, url + "/" + SERVICE)
            .header("Content-Type", "application/x-git-upload-pack-request")
            .header("Accept", RESULT)
            .POST(BodyPublishers.ofByteArray(ask(wanted.object())))
            .build();
    check(
        downloads.send(request, answer, limits.archiveBytes(), url),
        url,
        RESULT,
        place.password() != null);
    Path folder = Files.createDirectory(scratch.path("tree"));
    try (InputStream pack = Files.newInputStream(answer)) {
      String commit = new Checkout(url, limits).write(pack, wanted, place.folder(), folder);
      if (!commit.equals(known)) {
        taker.folder(folder);
      }
      return commit;
    }
  }

  private SortedMap<String, String> refs(CodePlace.Git place, String url, Scratch scratch)
      throws RemoteCodeException, IOException, InterruptedException {
    Path file = scratch.path("refs");
    check(
        downloads.send(
            request(place, url + "/info/refs?service=" + SERVICE).build(),
            file,
            MOST_REF_BYTES,
            url),
        url,
        ADVERTISEMENT,
        place.password() != null);
    try (InputStream in = Files.newInputStream(file)) {
      return RefAdvertisement.objects(in);
    } catch (IOException e) {
      throw new RemoteCodeException(Reason.UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private static HttpRequest.Builder request(CodePlace.Git place, String url) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).header("User-Agent", "git/sluice");
    String password = place.password();
    if (password != null) {
      request.header("Authorization", Downloads.basic(place.user(), password));
    }
    return request;
  }

  /** One commit without what was before it, and nothing that we have. */
  private static byte[] ask(String object) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    line(body, "want " + object + " side-band-64k ofs-delta no-progress agent=sluice\n");
    line(body, "deepen 1\n");
    body.writeBytes(FLUSH.getBytes(StandardCharsets.US_ASCII));
    line(body, "done\n");
    return body.toByteArray();
  }

  private static void line(ByteArrayOutputStream body, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    body.writeBytes(
        String.format(Locale.ROOT, "%04x", bytes.length + 4).getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(bytes);
  }

  private static void check(HttpResponse<Path> response, String url, String type, boolean known)
      throws RemoteCodeException {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      throw new RemoteCodeException(
          Reason.DENIED,
          known ? url + " refuses the user or the secret." : url + " wants a password.");
    }
    if (status == 404) {
      throw new RemoteCodeException(Reason.ABSENT, "There is no repository at " + url + ".");
    }
    if (status / 100 == 3) {
      throw new RemoteCodeException(
          Reason.UNREACHABLE,
          url
              + " has moved to "
              + response.headers().firstValue("Location").orElse("another place")
              + ".");
    }
    if (status != 200 || !response.headers().firstValue("Content-Type").orElse("").equals(type)) {
      throw new RemoteCodeException(
          Reason.UNREACHABLE,
          url + " does not answer as a Git repository does, but with the status " + status + ".");
    }
  }
}
