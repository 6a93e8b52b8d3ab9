package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.BindingKindInfo;
import dev.sluice.api.Page;
import dev.sluice.api.SinkInfo;
import dev.sluice.api.SinkKindInfo;
import dev.sluice.api.SinkSpec;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where events can be sent. Thread-safe. */
public final class SinksClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String JSON = "application/json";
  private static final String ROOT = "sinks";

  private final Transport transport;

  SinksClient(Transport transport) {
    this.transport = transport;
  }

  /** What a sink can be, in order of their names. */
  public List<SinkKindInfo> kinds() throws IOException {
    Page<SinkKindInfo> page =
        transport.read(bodiless("GET", Paths.of("sink-kinds")), new TypeReference<>() {});
    return page.items();
  }

  /** What a binding of a function can be, in order of their names. */
  public List<BindingKindInfo> bindingKinds() throws IOException {
    Page<BindingKindInfo> page =
        transport.read(bodiless("GET", Paths.of("binding-kinds")), new TypeReference<>() {});
    return page.items();
  }

  /** All sinks in order of their names. */
  public List<SinkInfo> list() throws IOException {
    Page<SinkInfo> page = transport.read(bodiless("GET", Paths.of(ROOT)), new TypeReference<>() {});
    return page.items();
  }

  /** The sink of this name. */
  public SinkInfo get(String name) throws IOException {
    return transport.read(bodiless("GET", Paths.of(ROOT, name)), SinkInfo.class);
  }

  /** Makes a sink. */
  public SinkInfo create(SinkSpec spec) throws IOException {
    return transport.read(
        transport
            .request(Paths.of(ROOT).toString(), TIMEOUT)
            .header("Content-Type", JSON)
            .POST(Transport.json(spec))
            .build(),
        SinkInfo.class);
  }

  /**
   * Replaces options and description.
   *
   * @param revision what it must still be at, or null to overwrite whatever is there
   */
  public SinkInfo replace(String name, SinkSpec spec, @Nullable Long revision) throws IOException {
    HttpRequest.Builder request =
        transport
            .request(Paths.of(ROOT, name).toString(), TIMEOUT)
            .header("Content-Type", JSON)
            .PUT(Transport.json(spec));
    return transport.read(SluiceClient.ifMatch(request, revision).build(), SinkInfo.class);
  }

  /** Deletes it; what waits for it becomes dead letters. */
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
