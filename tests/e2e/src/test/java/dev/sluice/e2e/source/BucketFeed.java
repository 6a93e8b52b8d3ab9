package dev.sluice.e2e.source;

import dev.sluice.api.SourceSpec;
import dev.sluice.source.s3.BucketServer;
import java.util.Map;

/** Objects of a bucket, each called by its number. */
final class BucketFeed implements BrokerFeed {
  private static final String BUCKET = "orders";

  private final BucketServer server = new BucketServer();

  BucketFeed() throws Exception {
    server.create(BUCKET);
  }

  @Override
  public SourceSpec source() {
    return new SourceSpec(
        "orders",
        "s3",
        Map.of(
            "endpoint",
            server.endpoint(),
            "path-style",
            true,
            "bucket",
            BUCKET,
            "access-key",
            BucketServer.ACCESS_KEY,
            "secret-key",
            Map.of("secret", "bucket-key"),
            "existing",
            true,
            "interval",
            "1s"),
        null);
  }

  @Override
  public Map<String, String> secrets() {
    return Map.of("bucket-key", BucketServer.SECRET_KEY);
  }

  @Override
  public String number() {
    return "event['subject']";
  }

  @Override
  public Publisher connect() {
    return new Putting();
  }

  private final class Putting implements Publisher {
    @Override
    public void publish(int from, int to) throws LostException {
      try {
        for (int n = from; n < to; n++) {
          server.put(BUCKET, "" + n, "{\"n\":" + n + "}");
        }
      } catch (RuntimeException e) {
        throw new LostException(e);
      }
    }

    @Override
    public void close() {
      // The server's own client does.
    }
  }

  @Override
  public void restartBroker() throws Exception {
    server.stop();
    server.start();
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
