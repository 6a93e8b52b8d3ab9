package dev.sluice.app.cli.function;

import dev.sluice.api.CodeSource;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the server fetches an object. Not thread-safe. */
public final class ObjectOptions {
  static final String BUCKETS = "s3://";

  private static final CodeSource.StoredObject NOTHING =
      new CodeSource.StoredObject(null, null, null, null, null, null, null, null, null, null);

  @Option(
      names = "--object",
      paramLabel = "URL",
      description = "What to fetch: https://..., or s3://BUCKET/KEY.")
  @Nullable String object;

  @Option(
      names = "--checksum",
      paramLabel = "sha256:HEX",
      description = "The checksum that it must have.")
  @Nullable String checksum;

  @Option(
      names = "--object-user",
      paramLabel = "NAME",
      description = "Who comes to the URL, or the access key of the bucket.")
  @Nullable String objectUser;

  @Option(
      names = "--object-secret",
      paramLabel = "SECRET",
      description = "The secret with the password, token or secret key.")
  @Nullable String objectSecret;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "The bucket's server, like https://host:9000 (AWS when new).")
  @Nullable String endpoint;

  @Option(names = "--region", paramLabel = "NAME", description = "The region of the bucket.")
  @Nullable String region;

  /** Whether any of them was given. */
  public boolean given() {
    return Stream.of(object, checksum, objectUser, objectSecret, endpoint, region)
        .anyMatch(Objects::nonNull);
  }

  /** Whether an object is named. */
  public boolean named() {
    return object != null;
  }

  /** What is wrong with them; null for nothing. */
  public @Nullable String wrong() {
    return object != null
            && object.startsWith(BUCKETS)
            && object.indexOf('/', BUCKETS.length()) <= BUCKETS.length()
        ? "--object names no key of a bucket: give it like s3://BUCKET/KEY"
        : null;
  }

  /**
   * Where the object is.
   *
   * @param before what holds on where nothing else is said; null for nothing
   * @param poll how often it is looked at; null for never
   */
  public CodeSource.StoredObject over(
      CodeSource.@Nullable StoredObject before, @Nullable String poll) {
    CodeSource.StoredObject was = before == null ? NOTHING : before;
    String url = before == null ? object : was.url();
    String bucket = was.bucket();
    String key = was.key();
    if (object != null && object.startsWith(BUCKETS)) {
      int slash = object.indexOf('/', BUCKETS.length());
      url = null;
      bucket = object.substring(BUCKETS.length(), slash);
      key = object.substring(slash + 1);
    }
    boolean inBucket = bucket != null;
    return new CodeSource.StoredObject(
        url,
        bucket,
        key,
        either(endpoint, was.endpoint()),
        either(region, was.region()),
        either(inBucket ? objectUser : null, was.accessKey()),
        either(inBucket ? null : objectUser, was.user()),
        either(objectSecret, was.secret()),
        either(checksum, was.checksum()),
        poll);
  }

  static @Nullable String either(@Nullable String given, @Nullable String before) {
    return given == null ? before : given;
  }
}
