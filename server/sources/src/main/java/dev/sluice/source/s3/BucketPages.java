package dev.sluice.source.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Pages that a server lists of a bucket. Not thread-safe. */
final class BucketPages implements Listing.Pages {
  private final S3Client client;
  private final AbortableHttp http;
  private final String bucket;
  private final String prefix;

  BucketPages(S3Client client, AbortableHttp http, String bucket, String prefix) {
    this.client = client;
    this.http = http;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  @Override
  public Listing.Page next(@Nullable String token) {
    ListObjectsV2Response answer =
        client.listObjectsV2(
            request ->
                request
                    .bucket(bucket)
                    .prefix(prefix.isEmpty() ? null : prefix)
                    .continuationToken(token));
    http.forget();
    boolean more = Boolean.TRUE.equals(answer.isTruncated());
    return new Listing.Page(
        answer.contents().stream().map(BucketPages::listed).toList(),
        more ? answer.nextContinuationToken() : null);
  }

  private static Listed listed(S3Object object) {
    String etag = object.eTag() == null ? "" : object.eTag();
    return new Listed(
        object.key(),
        etag.startsWith("\"") && etag.length() > 1 ? etag.substring(1, etag.length() - 1) : etag,
        object.size() == null ? 0 : object.size(),
        object.lastModified() == null ? 0 : object.lastModified().toEpochMilli());
  }
}
