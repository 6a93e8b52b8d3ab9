package dev.sluice.e2e.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Ordered;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.EventsAccepted;
import dev.sluice.api.LogLine;
import dev.sluice.api.RolloutInfo;
import dev.sluice.api.RolloutSpec;
import dev.sluice.api.RolloutSpec.Judgement;
import dev.sluice.api.RolloutSpec.Step;
import dev.sluice.client.LogRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A rollout is judged by events that keep their order, and does not break it. */
class OrderedRolloutTest extends SharedServerTest {
  private static final List<String> KEYS = List.of("a", "b", "c", "d");
  private static final int AT_ONCE = 20;
  private static final int MOST_LINES = 10_000;

  /** Says which event it ran, from when to when; one in two or none fails. */
  private static String code(int version, boolean bad) {
    return """
    import time
    def handler(event, context):
        began = time.monotonic_ns()
        n = event['data']['n']
        time.sleep(0.002)
        print('ran', event['subject'], n, %d, began, time.monotonic_ns())
        if %s and n %% 8 < 4:
            raise ValueError('bad')
    """
        .formatted(version, bad ? "True" : "False");
  }

  /** An event that ran. */
  private record Ran(int n, int version, long began, long ended) {}

  @Test
  void shouldRollBackByEventsInOrderAndKeepTheOrderOfEachKey() throws Exception {
    String function = name("stream");
    create(
        Sources.python(function, code(1, false))
            .withAsync(new AsyncSpec(null, 1, null, null, null, null, null, null, null)));
    client.versions().publish(function, null, null);
    client.updateFunction(function, Sources.onlyCode(code(2, true)), null);
    client.versions().publish(function, null, null);
    client.versions().setAlias(function, "live", new AliasSpec(Map.of("1", 1.0), null), null);
    client.events().create(association(function));
    try {
      Judgement judgement = new Judgement(0.05, 1000.0, null, 60_000, 20, null, "wait");
      RolloutInfo started =
          client
              .rollouts()
              .start(function, RolloutSpec.of("live", 2, Step.timed(0.5, 3600)).with(judgement, 1));
      int[] published = new int[1];
      RolloutInfo over =
          Await.value(
              "the rollout is over",
              () -> {
                publish(function, published);
                return client.rollouts().get(function, started.id());
              },
              now -> now.endedAt() != null);
      publish(function, published);
      Await.until("all ran", () -> client.events().association(function).waiting() == 0);

      assertThat(over.status()).isEqualTo("rolled-back");
      assertThat(over.decisions().get(1).reason()).isEqualTo("errors");
      assertThat(over.decisions().get(1).by()).isNull();
      assertThat(client.versions().alias(function, "live").weights()).isEqualTo(Map.of("1", 1.0));
      assertInOrder(function, published[0]);
    } finally {
      client.events().delete(function);
    }
  }

  private void assertInOrder(String function, int published) throws Exception {
    Map<String, List<Ran>> byKey =
        Await.value(
            "each event is in the log",
            () -> ran(function),
            all -> all.values().stream().mapToInt(List::size).sum() >= published);
    assertThat(byKey.keySet()).containsExactlyElementsOf(KEYS);
    assertThat(byKey.values().stream().flatMap(List::stream))
        .extracting(Ran::version)
        .contains(1, 2);
    for (List<Ran> ran : byKey.values()) {
      ran.sort(Comparator.comparingLong(Ran::began));
      assertThat(ran).extracting(Ran::n).isSorted().doesNotHaveDuplicates();
      assertThat(ran).hasSize(published / KEYS.size());
      for (int i = 1; i < ran.size(); i++) {
        assertThat(ran.get(i).began()).isGreaterThan(ran.get(i - 1).ended());
      }
    }
  }

  private Map<String, List<Ran>> ran(String function) throws Exception {
    Map<String, List<Ran>> byKey = new TreeMap<>();
    for (LogLine line : client.logs(function, LogRequest.containing("ran", MOST_LINES))) {
      String[] words = line.text().strip().split(" ", -1);
      byKey
          .computeIfAbsent(words[1], none -> new ArrayList<>())
          .add(
              new Ran(
                  Integer.parseInt(words[2]),
                  Integer.parseInt(words[3]),
                  Long.parseLong(words[4]),
                  Long.parseLong(words[5])));
    }
    return byKey;
  }

  private void publish(String function, int[] published) throws Exception {
    String events =
        IntStream.range(published[0], published[0] + AT_ONCE)
            .mapToObj(n -> event(function, n))
            .collect(Collectors.joining(",", "[", "]"));
    EventsAccepted accepted =
        client
            .events()
            .publish("application/cloudevents-batch+json", events.getBytes(StandardCharsets.UTF_8));
    assertThat(accepted.events()).isEqualTo(AT_ONCE);
    published[0] += AT_ONCE;
  }

  private static String event(String type, int n) {
    return "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"/ordered\",\"type\":\"%s\",\"subject\":\"%s\",\"data\":{\"n\":%d}}"
        .formatted(n, type, KEYS.get(n % KEYS.size()), n);
  }

  private static AssociationSpec association(String function) {
    return new AssociationSpec(
        function,
        List.of("events"),
        "type = '" + function + "'",
        List.of(new Target(function, "live", null)),
        null,
        0,
        null,
        new Ordered("subject", 4, "park", null),
        null,
        null);
  }
}
