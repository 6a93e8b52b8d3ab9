package dev.sluice.source.s3;

import dev.sluice.source.harness.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server of buckets inside this JVM, which checks signatures and keeps objects in a folder. */
public final class BucketServer implements AutoCloseable {
  /** Who may come. */
  public static final String ACCESS_KEY = "reader";

  /** What belongs to that. */
  public static final String SECRET_KEY = "right";

  private final Path folder = Files.createTempDirectory("buckets");
  private final int port = Program.freePort();
  private final S3Client client =
      S3Client.builder()
          .endpointOverride(URI.create(endpoint()))
          .region(Region.US_EAST_1)
          .forcePathStyle(true)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
          .httpClient(UrlConnectionHttpClient.create())
          .build();
  private S3Proxy server;

  /** Starts it. */
  public BucketServer() throws Exception {
    start();
  }

  /** Starts it with the objects that it has. */
  public void start() throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create(endpoint()))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    server.start();
  }

  /** Ends it. */
  public void stop() throws Exception {
    server.stop();
  }

  /** Its address. */
  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** Makes a bucket. */
  public void create(String bucket) {
    Object unused = client.createBucket(request -> request.bucket(bucket));
  }

  /** Puts an object. */
  public void put(String bucket, String key, String text) {
    Object unused =
        client.putObject(
            request -> request.bucket(bucket).key(key),
            RequestBody.fromString(text, StandardCharsets.UTF_8));
  }

  /** Puts an object. */
  public void put(String bucket, String key, byte[] content) {
    Object unused =
        client.putObject(
            request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  /** The text of an object. */
  public String get(String bucket, String key) {
    return client
        .getObjectAsBytes(request -> request.bucket(bucket).key(key))
        .asString(StandardCharsets.UTF_8);
  }

  /** The content of an object. */
  public byte[] bytes(String bucket, String key) {
    return client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
  }

  /** The keys of a bucket's first thousand objects. */
  public java.util.List<String> keys(String bucket) {
    return client.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  /** Removes an object. */
  public void delete(String bucket, String key) {
    Object unused = client.deleteObject(request -> request.bucket(bucket).key(key));
  }

  @Override
  public void close() throws Exception {
    client.close();
    stop();
    deleteFolder();
  }

  private void deleteFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
