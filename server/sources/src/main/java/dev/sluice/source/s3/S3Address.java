package dev.sluice.source.s3;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Where a bucket is and who comes. */
final class S3Address {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private S3Address() {}

  static List<Option> options() {
    return List.of(
        Option.text("bucket", "Its name.").must(),
        Option.text("endpoint", "The server, as https://host:9000; AWS where nothing is said."),
        Option.text("region", "Of the bucket; other servers than AWS want any.").or("us-east-1"),
        Option.flag("path-style", "Names the bucket in the path and not in the host, as most do."),
        Option.text("access-key", "Who comes; nobody in particular where nothing is said."),
        Option.secret("secret-key", "What belongs to the access key."));
  }

  static void check(Settings settings) throws InvalidSettingException {
    if ((settings.find("access-key") == null) != (settings.find("secret-key") == null)) {
      throw new InvalidSettingException(
          "secret-key", "the access key and the secret key belong together");
    }
    String endpoint = settings.find("endpoint");
    if (endpoint == null) {
      return;
    }
    try {
      URI uri = new URI(endpoint);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
        throw new InvalidSettingException("endpoint", "it is not like https://host:9000");
      }
    } catch (URISyntaxException e) {
      throw new InvalidSettingException("endpoint", "it is no URL: " + e.getReason());
    }
  }

  /** The server, in words. */
  static String server(Settings settings) {
    String endpoint = settings.find("endpoint");
    return endpoint == null ? "AWS in " + settings.text("region") : endpoint;
  }

  static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(SILENCE)
        .build();
  }

  /** A client that takes nothing from the host that it runs on: no profile, no role, no keys. */
  static S3Client client(Settings settings, SdkHttpClient http) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http)
            .region(Region.of(settings.text("region")))
            .forcePathStyle(settings.flag("path-style"))
            .credentialsProvider(credentials(settings))
            // Servers that are not AWS refuse the checksums that newer clients add.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                each -> each.defaultProfileFile(ProfileFile.aggregator().build()));
    String endpoint = settings.find("endpoint");
    if (endpoint != null) {
      builder.endpointOverride(URI.create(endpoint));
    }
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(Settings settings) {
    @Nullable String key = settings.find("access-key");
    @Nullable String secret = settings.find("secret-key");
    return key == null || secret == null
        ? AnonymousCredentialsProvider.create()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
  }
}
