package dev.sluice.e2e.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.EventsAccepted;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.e2e.harness.SharedServerTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The last events are shown, with what an association would make of them. */
class RecentEventsTest extends SharedServerTest {
  private static final String BATCH = "application/cloudevents-batch+json";

  private static String event(String type, int n, String data) {
    return "{\"specversion\":\"1.0\",\"id\":\"r%d\",\"source\":\"/recent\",\"type\":\"%s\",\"data\":%s}"
        .formatted(n, type, data);
  }

  private void publish(String... events) throws Exception {
    EventsAccepted unused =
        client
            .events()
            .publish(
                BATCH, ("[" + String.join(",", events) + "]").getBytes(StandardCharsets.UTF_8));
  }

  private List<RecentEventInfo> recent(@Nullable String filter, @Nullable String input)
      throws Exception {
    return client.events().recent(List.of("events"), filter, input);
  }

  private static Object attribute(RecentEventInfo info, String name) {
    return ((Map<?, ?>) info.event()).get(name);
  }

  @Test
  void shouldShowNewestFirstAlsoWhereNothingWantsThem() throws Exception {
    String type = name("unwanted");
    publish(event(type, 1, "{\"n\":1}"), event(type, 2, "{\"n\":12345678901234567890}"));

    List<RecentEventInfo> two = recent(null, null).subList(0, 2);

    assertThat(two).extracting(info -> attribute(info, "id")).containsExactly("r2", "r1");
    assertThat(two).allMatch(info -> info.source().equals("events") && info.matches());
    assertThat(attribute(two.get(0), "data").toString()).contains("12345678901234567890");
  }

  @Test
  void shouldCountWhatCame() throws Exception {
    String type = name("counted");
    publish(event(type, 6, "6"));
    RecentEventInfo first = client.events().recent(List.of("events"), 1).get(0);
    publish(event(type, 7, "7"), event(type, 8, "8"));

    List<RecentEventInfo> last = client.events().recent(List.of("events"), 2);

    assertThat(last)
        .extracting(RecentEventInfo::sourceEvents)
        .containsExactly(first.sourceEvents() + 2, first.sourceEvents() + 1);
    assertThat(last.get(0).allEvents()).isGreaterThanOrEqualTo(first.allEvents() + 2);
    assertThat(last.get(0).allEvents()).isGreaterThanOrEqualTo(last.get(0).sourceEvents());
    assertThat(client.events().recent(List.of("no-such-source"), 1)).isEmpty();
  }

  @Test
  void shouldSayWhichPassAndWhatTheFunctionWouldGet() throws Exception {
    String type = name("tried");
    publish(event(type, 3, "{\"n\":3}"), event(type, 4, "[]"), event("other", 5, "{\"n\":5}"));

    List<RecentEventInfo> three =
        recent("type = '" + type + "'", "{twice: (2 * .data.n)}").subList(0, 3);

    assertThat(three).extracting(RecentEventInfo::matches).containsExactly(false, true, true);
    assertThat(three.get(0).input()).isNull();
    assertThat(three.get(0).problem()).isNull();
    assertThat(three.get(1).input()).isNull();
    assertThat(three.get(1).problem()).isNotBlank();
    assertThat(three.get(2).input()).isEqualTo(Map.of("twice", 6));
  }

  @Test
  void shouldKeepTheLastHundredAndNoLargeData() throws Exception {
    String type = name("many");
    String large = "\"" + "x".repeat(40_000) + "\"";
    publish(
        IntStream.range(0, 130)
            .mapToObj(n -> event(type, n, n == 129 ? large : "1"))
            .toArray(String[]::new));

    List<RecentEventInfo> kept = recent(null, null);

    assertThat(kept).hasSize(100);
    assertThat(kept.get(0).dataOmitted()).isTrue();
    assertThat(attribute(kept.get(0), "data")).isNull();
    assertThat(kept.stream().map(info -> attribute(info, "id")).collect(Collectors.toList()))
        .startsWith("r129", "r128")
        .endsWith("r30");
    assertThat(http.get("/v1/events?limit=7").json().path("items")).hasSize(7);
    assertThat(http.get("/v1/events?source=nothing").json().path("items")).isEmpty();
  }

  @Test
  void shouldRefuseWhatCannotBeRead() throws Exception {
    http.get("/v1/events?limit=101").assertProblem(ErrorCode.INVALID_REQUEST);
    http.get("/v1/events?filter=" + URLEncoder.encode("type = ", StandardCharsets.UTF_8))
        .assertProblem(ErrorCode.INVALID_FILTER);
    SluiceApiException refused =
        Assertions.catchThrowableOfType(
            SluiceApiException.class, () -> recent(null, ".data | nosuch("));
    assertThat(refused.problem().code()).isEqualTo(ErrorCode.INVALID_INPUT.code());
  }
}
