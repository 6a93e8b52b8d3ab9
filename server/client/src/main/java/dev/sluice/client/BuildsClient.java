package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.BuildInfo;
import dev.sluice.api.BuildLogLine;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.Page;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds of functions and their logs; as {@link SluiceClient}. Thread-safe. */
public final class BuildsClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Transport transport;

  BuildsClient(Transport transport) {
    this.transport = transport;
  }

  /** One page of a function's builds, newest first. */
  public Page<BuildInfo> list(String function, @Nullable Integer limit, @Nullable String cursor)
      throws IOException {
    return transport.read(
        get(Paths.of("functions", function, "builds").with("limit", limit).with("cursor", cursor)),
        new TypeReference<>() {});
  }

  public BuildInfo get(String function, String build) throws IOException {
    return transport.read(get(Paths.of("functions", function, "builds", build)), BuildInfo.class);
  }

  /** The log of a build, as far as it is kept. */
  public List<BuildLogLine> log(String function, String build) throws IOException {
    Page<BuildLogLine> page =
        transport.read(
            get(Paths.of("functions", function, "builds", build, "log")), new TypeReference<>() {});
    return page.items();
  }

  /** Follows the log of a build to its end; returns when it has ended, or the handle is closed. */
  public void follow(
      String function, String build, LiveStream handle, Consumer<BuildLogLine> listener)
      throws IOException {
    String path =
        Paths.of("functions", function, "builds", build, "log").with("follow", "true").toString();
    handle.run(transport, path, () -> {}, event -> take(event, handle, listener));
  }

  private static void take(LiveEvent event, LiveStream handle, Consumer<BuildLogLine> listener) {
    BuildLogLine line = event.buildLine();
    if (line != null) {
      listener.accept(line);
    } else {
      handle.close();
    }
  }

  private HttpRequest get(Paths path) {
    return transport.request(path.toString(), TIMEOUT).GET().build();
  }
}
