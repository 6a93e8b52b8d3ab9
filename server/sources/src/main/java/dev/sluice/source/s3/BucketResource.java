package dev.sluice.source.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.source.content.Content;
import dev.sluice.spi.binding.Access;
import dev.sluice.spi.binding.Resource;
import dev.sluice.spi.source.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** One client, whose connections are kept. Thread-safe. */
final class BucketResource implements Resource {
  private static final int MOST_KEY_BYTES = 1_024;

  private final Settings connection;
  private final S3Client client;

  BucketResource(Settings connection) {
    this.connection = connection;
    this.client = S3Address.client(connection, S3Address.http());
  }

  @Override
  public byte[] read(Access access) throws Exception {
    String key = key(access);
    Duration left = access.left();
    try (ResponseInputStream<GetObjectResponse> object =
        client.getObject(
            request ->
                request
                    .bucket(connection.text("bucket"))
                    .key(key)
                    .overrideConfiguration(each -> each.apiCallTimeout(left)))) {
      GetObjectResponse about = object.response();
      byte[] bytes = Content.all(object, access.limit());
      String type = about.contentType() == null ? "" : about.contentType();
      ObjectNode read = JsonNodeFactory.instance.objectNode();
      read.put("key", key).put("contentType", type).put("size", bytes.length);
      read.put("etag", about.eTag());
      read.set("body", Content.read(bytes, type));
      return Content.json(read);
    } catch (NoSuchKeyException e) {
      if (access.settings().flag("optional")) {
        return Content.json(JsonNodeFactory.instance.nullNode());
      }
      throw new IOException(
          "The bucket '" + connection.text("bucket") + "' has no object '" + key + "'.", e);
    } catch (SdkException e) {
      throw S3Failures.of(connection, e);
    }
  }

  @Override
  public void write(List<Access> items) throws Exception {
    for (Access access : items) {
      Content.Written content = Content.write(access.value());
      @Nullable String type = access.settings().find("content-type");
      String key = key(access);
      Duration left = access.left();
      try {
        Object unused =
            client.putObject(
                request ->
                    request
                        .bucket(connection.text("bucket"))
                        .key(key)
                        .contentType(type == null ? content.type() : type)
                        .overrideConfiguration(each -> each.apiCallTimeout(left)),
                RequestBody.fromBytes(content.bytes()));
      } catch (SdkException e) {
        throw S3Failures.of(connection, e);
      }
    }
  }

  private static String key(Access access) {
    String key = access.text("key", Content::plain);
    if (Content.wanders(key) || key.getBytes(StandardCharsets.UTF_8).length > MOST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "The key has a part that is . or .., or more than " + MOST_KEY_BYTES + " bytes.");
    }
    return key;
  }

  @Override
  public void close() {
    client.close();
  }
}
