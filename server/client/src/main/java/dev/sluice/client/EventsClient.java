package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationShard;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.CombinationInfo;
import dev.sluice.api.EventsAccepted;
import dev.sluice.api.Page;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.api.Replay;
import dev.sluice.api.ReplayDone;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events and associations. Thread-safe. */
public final class EventsClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String JSON = "application/json";
  private static final BodyPublisher NOTHING = BodyPublishers.noBody();

  private final Transport transport;

  EventsClient(Transport transport) {
    this.transport = transport;
  }

  /**
   * Hands in events; returns once all that will run for them is certain to run.
   *
   * @param contentType {@code application/cloudevents+json}, or {@code
   *     application/cloudevents-batch+json} for an array
   */
  public EventsAccepted publish(String contentType, byte[] events) throws IOException {
    return transport.read(
        request("POST", Paths.of("events"), contentType, BodyPublishers.ofByteArray(events)),
        EventsAccepted.class);
  }

  /**
   * The last events that came, the newest first, and what an association would make of each.
   *
   * @param sources names of those that are looked at; none for all
   * @param filter CloudEvents SQL, or null for every event
   * @param input jq that makes a function's input, or null
   */
  public List<RecentEventInfo> recent(
      Collection<String> sources, @Nullable String filter, @Nullable String input)
      throws IOException {
    return recent(Paths.of("events").with("filter", filter).with("input", input), sources);
  }

  /**
   * The last events that came, the newest first.
   *
   * @param sources names of those that are looked at; none for all
   * @param limit how many at most, 1 to 100
   */
  public List<RecentEventInfo> recent(Collection<String> sources, int limit) throws IOException {
    return recent(Paths.of("events").with("limit", Integer.toString(limit)), sources);
  }

  private List<RecentEventInfo> recent(Paths path, Collection<String> sources) throws IOException {
    sources.forEach(source -> path.with("source", source));
    Page<RecentEventInfo> page =
        transport.read(
            request("GET", path, null, BodyPublishers.noBody()), new TypeReference<>() {});
    return page.items();
  }

  /** All associations in order of their names. */
  public List<AssociationInfo> associations() throws IOException {
    Page<AssociationInfo> page =
        transport.read(
            request("GET", Paths.of("associations"), null, BodyPublishers.noBody()),
            new TypeReference<>() {});
    return page.items();
  }

  public AssociationInfo association(String name) throws IOException {
    return transport.read(
        request("GET", Paths.of("associations", name), null, BodyPublishers.noBody()),
        AssociationInfo.class);
  }

  public AssociationInfo create(AssociationSpec spec) throws IOException {
    return transport.read(
        request("POST", Paths.of("associations"), JSON, Transport.json(spec)),
        AssociationInfo.class);
  }

  /**
   * Replaces everything but the state.
   *
   * @param revision what it must still be at, or null to overwrite whatever is there
   */
  public AssociationInfo replace(String name, AssociationSpec spec, @Nullable Long revision)
      throws IOException {
    HttpRequest.Builder request =
        transport
            .request(Paths.of("associations", name).toString(), TIMEOUT)
            .header("Content-Type", JSON)
            .PUT(Transport.json(spec));
    return transport.read(SluiceClient.ifMatch(request, revision).build(), AssociationInfo.class);
  }

  /** Deletes it with its events that wait. */
  public void delete(String name) throws IOException {
    transport.succeed(
        request("DELETE", Paths.of("associations", name), null, BodyPublishers.noBody()));
  }

  /**
   * Changes its state.
   *
   * @param verb {@code pause}, {@code resume}, {@code enable} or {@code disable}
   */
  public AssociationInfo set(String name, String verb) throws IOException {
    return transport.read(
        request("POST", Paths.of("associations", name, verb), null, BodyPublishers.noBody()),
        AssociationInfo.class);
  }

  /**
   * Combinations of events that wait for more, the oldest first.
   *
   * @param limit most items of the page, 1 to 1,000; null for 100
   * @param cursor {@code next} of the page before; null for the first one
   */
  public Page<CombinationInfo> combinations(
      String name, @Nullable Integer limit, @Nullable String cursor) throws IOException {
    Paths path =
        Paths.of("associations", name, "combinations")
            .with("limit", limit == null ? null : limit.toString())
            .with("cursor", cursor);
    return transport.read(request("GET", path, null, NOTHING), new TypeReference<>() {});
  }

  /** Where the shards of an ordered association are. */
  public List<AssociationShard> shards(String name) throws IOException {
    Page<AssociationShard> page =
        transport.read(
            request("GET", Paths.of("associations", name, "shards"), null, NOTHING),
            new TypeReference<>() {});
    return page.items();
  }

  /**
   * Lets a shard go on that an event stops.
   *
   * @param verb {@code retry}, or {@code skip} to make the event a dead letter
   * @param function only the shard of this target; null for those of all
   */
  public void unblock(String name, String shard, String verb, @Nullable String function)
      throws IOException {
    Paths path = Paths.of("associations", name, "shards", shard, verb);
    transport.succeed(request("POST", path.with("function", function), null, NOTHING));
  }

  /** Delivers events again that an ordered association has kept; returns how many. */
  public int replay(String name, Replay replay) throws IOException {
    return transport
        .read(
            request("POST", Paths.of("associations", name, "replay"), JSON, Transport.json(replay)),
            ReplayDone.class)
        .events();
  }

  private HttpRequest request(
      String method, Paths path, @Nullable String contentType, BodyPublisher body) {
    HttpRequest.Builder request = transport.request(path.toString(), TIMEOUT).method(method, body);
    return contentType == null
        ? request.build()
        : request.header("Content-Type", contentType).build();
  }
}
