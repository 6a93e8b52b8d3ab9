package dev.sluice.source.s3;

import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import dev.sluice.spi.source.Settings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** One client; an event that is sent again becomes the same object. Thread-safe. */
final class BucketWriter implements Sink {
  private final Settings settings;
  private final S3Client client;

  BucketWriter(Settings settings) {
    this.settings = settings;
    this.client = S3Address.client(settings, S3Address.http());
  }

  @Override
  public void send(SinkEvent event) throws Exception {
    @Nullable String prefix = settings.find("prefix");
    try {
      Object unused =
          client.putObject(
              request ->
                  request
                      .bucket(settings.text("bucket"))
                      .key((prefix == null ? "" : prefix) + event.id() + ".json")
                      .contentType(event.contentType()),
              RequestBody.fromBytes(event.data()));
    } catch (SdkException e) {
      throw S3Failures.of(settings, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
