package dev.sluice.source.s3;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.source.Settings;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What went wrong, in words for people. */
final class S3Failures {
  private static final Set<String> STRANGER =
      Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "InvalidSecurity");
  private static final Set<String> ELSEWHERE =
      Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint");

  private S3Failures() {}

  static NetworkFailure of(Settings settings, SdkException failure) {
    String server = S3Address.server(settings);
    if (!(failure instanceof AwsServiceException answer)) {
      return NetworkFailure.of(server, failure);
    }
    String code = answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
    String bucket = settings.text("bucket");
    if ("NoSuchBucket".equals(code)) {
      return new NetworkFailure(server + " has no bucket '" + bucket + "'.", failure);
    }
    if (ELSEWHERE.contains(code) || answer.statusCode() == 301) {
      return new NetworkFailure(
          "The bucket '" + bucket + "' is not in the region " + settings.text("region") + ".",
          failure);
    }
    if (STRANGER.contains(code) || answer.statusCode() == 403) {
      String key = settings.find("access-key");
      return new NetworkFailure(
          key == null
              ? server + " lets nobody without an access key into the bucket '" + bucket + "'."
              : server
                  + " refuses the access key '"
                  + key
                  + "' for the bucket '"
                  + bucket
                  + "', or its secret key.",
          failure);
    }
    return new NetworkFailure(
        server + " answers with the status " + answer.statusCode() + ": " + code + ".", failure);
  }
}
