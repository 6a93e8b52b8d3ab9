package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.InstanceInfo;
import dev.sluice.api.Page;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The instances that serve functions. Thread-safe. */
public final class InstancesClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String ROOT = "instances";

  private final Transport transport;

  InstancesClient(Transport transport) {
    this.transport = transport;
  }

  /**
   * Those that are there now, by function, version and start, in one page.
   *
   * @param function null for those of all functions
   */
  public Page<InstanceInfo> list(@Nullable String function) throws IOException {
    return transport.read(
        transport
            .request(Paths.of(ROOT).with("function", function).toString(), TIMEOUT)
            .GET()
            .build(),
        new TypeReference<>() {});
  }

  /** Ends one; the call that it serves fails. */
  public void end(String id) throws IOException {
    transport.succeed(
        transport
            .request(Paths.of(ROOT, id).toString(), TIMEOUT)
            .method("DELETE", BodyPublishers.noBody())
            .build());
  }
}
