package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.ConnectionTest;
import dev.sluice.api.Page;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.SourceKindInfo;
import dev.sluice.api.SourceSpec;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sources of events. Thread-safe. */
public final class SourcesClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String JSON = "application/json";
  private static final String ROOT = "sources";

  private final Transport transport;

  SourcesClient(Transport transport) {
    this.transport = transport;
  }

  /** What a source can be, in order of their names. */
  public List<SourceKindInfo> kinds() throws IOException {
    Page<SourceKindInfo> page =
        transport.read(bodiless("GET", Paths.of("source-kinds")), new TypeReference<>() {});
    return page.items();
  }

  /**
   * Has the server connect as a source of this definition would, and take nothing.
   *
   * @param spec with a kind; it needs no name
   */
  public ConnectionTest test(SourceSpec spec) throws IOException {
    return transport.read(
        transport
            .request(
                Paths.of("source-kinds", String.valueOf(spec.kind()), "test").toString(), TIMEOUT)
            .header("Content-Type", JSON)
            .POST(Transport.json(spec))
            .build(),
        ConnectionTest.class);
  }

  /** All sources in order of their names. */
  public List<SourceInfo> list() throws IOException {
    Page<SourceInfo> page =
        transport.read(bodiless("GET", Paths.of(ROOT)), new TypeReference<>() {});
    return page.items();
  }

  /** The source of this name. */
  public SourceInfo get(String name) throws IOException {
    return transport.read(bodiless("GET", Paths.of(ROOT, name)), SourceInfo.class);
  }

  /** Makes a source, which runs. */
  public SourceInfo create(SourceSpec spec) throws IOException {
    return transport.read(
        transport
            .request(Paths.of(ROOT).toString(), TIMEOUT)
            .header("Content-Type", JSON)
            .POST(Transport.json(spec))
            .build(),
        SourceInfo.class);
  }

  /**
   * Replaces options and description.
   *
   * @param revision what it must still be at, or null to overwrite whatever is there
   */
  public SourceInfo replace(String name, SourceSpec spec, @Nullable Long revision)
      throws IOException {
    HttpRequest.Builder request =
        transport
            .request(Paths.of(ROOT, name).toString(), TIMEOUT)
            .header("Content-Type", JSON)
            .PUT(Transport.json(spec));
    return transport.read(SluiceClient.ifMatch(request, revision).build(), SourceInfo.class);
  }

  /** Brings nothing more for now, or goes on. */
  public SourceInfo pause(String name, boolean paused) throws IOException {
    return transport.read(
        bodiless("POST", Paths.of(ROOT, name, paused ? "pause" : "resume")), SourceInfo.class);
  }

  /** Deletes it; events that came stay. */
  public void delete(String name) throws IOException {
    transport.succeed(bodiless("DELETE", Paths.of(ROOT, name)));
  }

  private HttpRequest bodiless(String method, Paths path) {
    return transport
        .request(path.toString(), TIMEOUT)
        .method(method, BodyPublishers.noBody())
        .build();
  }
}
