package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.Page;
import dev.sluice.api.RolloutInfo;
import dev.sluice.api.RolloutSpec;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Rollouts of functions. Thread-safe. */
public final class RolloutsClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String ROOT = "rollouts";

  private final Transport transport;

  RolloutsClient(Transport transport) {
    this.transport = transport;
  }

  /** Starts a rollout. */
  public RolloutInfo start(String function, RolloutSpec spec) throws IOException {
    return transport.read(
        transport
            .request(path(function).toString(), TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(Transport.json(spec))
            .build(),
        RolloutInfo.class);
  }

  /** The rollout of this id, with its log. */
  public RolloutInfo get(String function, String id) throws IOException {
    return transport.read(bodiless("GET", path(function, id)), RolloutInfo.class);
  }

  /**
   * One page of a function's rollouts, newest first, without their logs.
   *
   * @param cursor null for the first page
   */
  public Page<RolloutInfo> list(String function, @Nullable Integer limit, @Nullable String cursor)
      throws IOException {
    return transport.read(
        bodiless("GET", path(function).with("limit", limit).with("cursor", cursor)),
        new TypeReference<>() {});
  }

  /**
   * Goes on to the next step; after the last, the canary is the only version.
   *
   * @param full makes it so at once
   */
  public RolloutInfo promote(String function, String id, boolean full) throws IOException {
    return transport.read(
        bodiless("POST", path(function, id, "promote").with("full", full ? "true" : null)),
        RolloutInfo.class);
  }

  /** Lets it not go on by itself. */
  public RolloutInfo hold(String function, String id) throws IOException {
    return ask(function, id, "hold");
  }

  /** Begins its step once more. */
  public RolloutInfo resume(String function, String id) throws IOException {
    return ask(function, id, "resume");
  }

  /** Gives the stable version all of the traffic. */
  public RolloutInfo rollBack(String function, String id) throws IOException {
    return ask(function, id, "rollback");
  }

  private RolloutInfo ask(String function, String id, String verb) throws IOException {
    return transport.read(bodiless("POST", path(function, id, verb)), RolloutInfo.class);
  }

  private static Paths path(String function, String... more) {
    String[] segments = new String[3 + more.length];
    segments[0] = "functions";
    segments[1] = function;
    segments[2] = ROOT;
    System.arraycopy(more, 0, segments, 3, more.length);
    return Paths.of(segments);
  }

  private HttpRequest bodiless(String method, Paths path) {
    return transport
        .request(path.toString(), TIMEOUT)
        .method(method, BodyPublishers.noBody())
        .build();
  }
}
