package dev.sluice.source.s3;

import dev.sluice.source.fetch.Archives;
import dev.sluice.source.fetch.FetchLimits;
import dev.sluice.source.fetch.Scratch;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCode.Taker;
import dev.sluice.spi.code.RemoteCodeException;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Archives in buckets. Thread-safe. */
public final class BucketCode {
  private final FetchLimits limits;

  /** Keeps to these limits. */
  public BucketCode(FetchLimits limits) {
    this.limits = limits;
  }

  /**
   * Fetches an archive, as {@link dev.sluice.spi.code.RemoteCode#fetch}.
   *
   * @param scratch for this fetch alone
   */
  public String fetch(CodePlace.Bucket place, @Nullable String known, Scratch scratch, Taker taker)
      throws RemoteCodeException, IOException, InterruptedException {
    BucketSettings settings = new BucketSettings(place);
    String address = S3Address.server(settings) + "/" + place.bucket() + "/" + place.key();
    Path file = scratch.path("archive.zip");
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(place.bucket())
            .key(place.key())
            .overrideConfiguration(each -> each.apiCallTimeout(limits.patience()))
            .build();
    try (S3Client client = S3Address.client(settings, S3Address.http())) {
      boolean whole =
          client.getObject(request, (response, in) -> spool(in, file, limits.archiveBytes()));
      if (!whole) {
        throw new RemoteCodeException(
            Reason.TOO_LARGE,
            "What " + address + " hands out has more than " + limits.archiveBytes() + " bytes.");
      }
    } catch (AbortedException e) {
      throw new InterruptedException("while the archive was fetched");
    } catch (ApiCallTimeoutException e) {
      throw new RemoteCodeException(
          Reason.TIMED_OUT,
          address + " did not hand out everything within " + limits.patience().toSeconds() + " s.",
          e);
    } catch (SdkException e) {
      throw new RemoteCodeException(reason(e), sentence(settings, address, e), e);
    }
    return Archives.handOut(file, address, place.checksum(), known, taker);
  }

  /** Whether all of it came into the file. */
  private static boolean spool(InputStream in, Path file, long most) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long bytes = 0;
    // Opened anew where the client tries again.
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes += count;
        if (bytes > most) {
          return false;
        }
        out.write(buffer, 0, count);
      }
    }
    return true;
  }

  private static Reason reason(SdkException failure) {
    if (!(failure instanceof AwsServiceException answer)) {
      return Reason.UNREACHABLE;
    }
    return switch (answer.statusCode()) {
      case 401, 403 -> Reason.DENIED;
      case 404 -> Reason.ABSENT;
      default -> Reason.UNREACHABLE;
    };
  }

  private static String sentence(BucketSettings settings, String address, SdkException failure) {
    if (failure instanceof AwsServiceException answer
        && answer.statusCode() == 404
        && answer.awsErrorDetails() != null
        && "NoSuchKey".equals(answer.awsErrorDetails().errorCode())) {
      return "There is no object at " + address + ".";
    }
    return String.valueOf(S3Failures.of(settings, failure).getMessage());
  }
}
