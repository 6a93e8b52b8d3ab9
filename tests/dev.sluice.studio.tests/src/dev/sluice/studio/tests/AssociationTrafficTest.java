package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.api.RolloutInfo;
import dev.sluice.api.StatsInfo;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.StatsRequest;
import dev.sluice.studio.core.traffic.EventCounts;
import dev.sluice.studio.core.traffic.Interval;
import dev.sluice.studio.core.traffic.Source;
import dev.sluice.studio.core.traffic.SourceFlow;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.traffic.TrafficView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The traffic of associations shifted with the sliders, with real events, and where it is from. */
class AssociationTrafficTest extends StudioTest {
  private static final String GOOD = "def handler(event, context):\n    return 1\n";

  /** One event in ten fails. */
  private static final String WORSE =
      "def handler(event, context):\n"
          + "    print('order ' + event['id'] + ' was priced anew')\n"
          + "    if int(event['id']) % 10 == 0:\n"
          + "        raise ValueError('no price')\n"
          + "    return 1\n";

  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String NAME = "to-orders";
  private static final int EVENTS = 400;
  private static final int AT_ONCE = 50;

  private int published;

  @BeforeEach
  void turnToOperating() throws IOException {
    clear();
    bot.ui()
        .run(
            () -> {
              turnTo(StudioIds.OPERATE_PERSPECTIVE);
              page().resetPerspective();
              show(StudioIds.NAVIGATOR_VIEW);
              show(StudioIds.TRAFFIC_VIEW);
            });
  }

  @AfterEach
  void clear() throws IOException {
    for (AssociationInfo info : server().client().events().associations()) {
      server().client().events().delete(info.name());
    }
  }

  @Test
  void shouldShiftTheEventsOfAnAssociationAndTakeItBack() throws IOException {
    twoVersions("orders", WORSE);
    associate(NAME, target("orders", shares(0.8)));
    functions().select("orders");
    Combo combo = bot.withId(Combo.class, "traffic.split").waitForText("Alias live").widget();
    bot.withId(Combo.class, "traffic.split").select("Association " + NAME);
    bot.waitUntil("both are offered", () -> combo.getItemCount() == 2);
    bot.waitUntil("the source is drawn", () -> draws("events, POST /v1/events: 0.0/s"));
    assertMeasured("orders", 0.2);
    bot.waitUntil("the rate of the source is drawn", () -> draws("events, POST[^:]*: [1-9]"));
    bot.waitUntil("what goes where is drawn", () -> draws("v1 80 %: [1-9].*v2 20 %: [1-9]"));
    bot.waitUntil("what failed is drawn", () -> draws("v2 20 %: .* [1-9][0-9.]* % failed$"));
    bot.tableWithId("traffic.messages").waitForRow("was priced anew");
    bot.withId(StyledText.class, "traffic.compare").waitForText("last hour");
    bot.captureScreenshot("traffic-association");

    slide(2, 60);
    bot.withId(Label.class, "traffic.message").waitForText("Would be v1 40 %, v2 60 %.");
    assertThat(weights(NAME)).isEqualTo(shares(0.8));
    bot.captureScreenshot("traffic-association-planned");
    bot.withId(Button.class, "traffic.apply").click();
    bot.withId(Label.class, "traffic.message").waitForText("Now v1 40 %, v2 60 %.");
    assertThat(weights(NAME)).isEqualTo(shares(0.4));
    AssociationInfo now = server().client().events().association(NAME);
    assertThat(now.filter()).isEqualTo("type = 'ordered'");
    assertThat(now.description()).isEqualTo("of the test");
    assertMeasured("orders", 0.6);
    bot.waitUntil("what goes where is drawn", () -> draws("v1 40 %: [1-9].*v2 60 %: [1-9]"));
    bot.captureScreenshot("traffic-association-shifted");

    bot.withId(Button.class, "traffic.undo").click();
    bot.withId(Label.class, "traffic.message").waitForText("Back to v1 80 %, v2 20 %.");
    assertThat(weights(NAME)).isEqualTo(shares(0.8));
    bot.withId(Button.class, "traffic.undo").waitUntilEnabled(false);
  }

  @Test
  void shouldNotOverwriteWhatSomebodyElseShifted() throws IOException {
    twoVersions("orders", GOOD);
    associate(NAME, target("orders", shares(0.8)));
    functions().select("orders");
    bot.withId(Combo.class, "traffic.split").select("Association " + NAME);
    slide(2, 50);
    bot.withId(Label.class, "traffic.message").waitForText("Would be v1 50 %, v2 50 %.");
    AssociationInfo before = server().client().events().association(NAME);
    server()
        .client()
        .events()
        .replace(NAME, spec(NAME, target("orders", shares(0.7))), before.revision());
    bot.withId(Button.class, "traffic.apply").click();
    bot.withId(Label.class, "traffic.message")
        .waitForText("Somebody else has changed " + NAME + ": its shares of now are shown.");
    assertThat(weights(NAME)).isEqualTo(shares(0.7));
    Scale second = bot.withId(Scale.class, "traffic.scale.2").widget();
    bot.waitUntil("the slider shows theirs", () -> second.getSelection() == 30);

    slide(2, 10);
    bot.withId(Button.class, "traffic.apply").click();
    bot.withId(Label.class, "traffic.message").waitForText("Now v1 90 %, v2 10 %.");
    assertThat(weights(NAME)).isEqualTo(shares(0.9));
    server().client().events().replace(NAME, spec(NAME, target("orders", shares(0.6))), null);
    bot.withId(Button.class, "traffic.undo").waitUntilEnabled(false);
    assertThat(weights(NAME)).isEqualTo(shares(0.6));
  }

  @Test
  void shouldNotShiftAnAliasThatSomebodyElseShifted() throws IOException {
    twoVersions("aliased", GOOD);
    functions().select("aliased");
    slide(2, 50);
    bot.withId(Label.class, "traffic.message").waitForText("Would be v1 50 %, v2 50 %.");
    SluiceClient client = server().client();
    client.versions().setAlias("aliased", "live", new AliasSpec(shares(0.7), null), null);
    // Studio has heard of it long before somebody presses the button.
    bot.waitUntil("theirs is drawn", () -> draws("v1 70 %: "));
    bot.withId(Button.class, "traffic.apply").click();
    bot.withId(Label.class, "traffic.message").waitForText("Somebody else has changed live");
    assertThat(client.versions().alias("aliased", "live").weights()).isEqualTo(shares(0.7));
  }

  @Test
  void shouldDrawWhereTheTrafficOfAnAliasComesFrom() throws IOException {
    twoVersions("asked", GOOD);
    SluiceClient client = server().client();
    client.versions().setAlias("asked", "live", new AliasSpec(shares(0.5), null), null);
    associate("to-live", new Target("asked", "live", null));
    associate("own-shares", target("asked", shares(0.5)));
    functions().select("asked");
    bot.withId(Combo.class, "traffic.split").waitForText("Alias live");
    Button start = bot.withId(Button.class, "traffic.start").widget();
    bot.waitUntil("a rollout can be started", start::isEnabled);
    InvokeRequest call = InvokeRequest.json("{}").to("live");
    for (int i = 0; i < 60; i++) {
      client.invoke("asked", call);
      client.queue().invoke("asked", call);
    }
    publish(AT_ONCE);
    bot.waitUntil("calls are drawn", () -> draws("HTTP, called over HTTP, and the answer[^;]*/s"));
    bot.waitUntil("asynchronous ones, too", () -> draws("HTTP async, called over[^;]*/s"));
    bot.waitUntil("events are drawn", () -> draws("to-live, events of an association: [1-9]"));
    assertThat(bot.ui().ask(this::drawn)).doesNotContain("own-shares");
    bot.captureScreenshot("traffic-sources");

    bot.withId(Combo.class, "traffic.split").select("Association own-shares");
    bot.waitUntil("no rollout can be started", () -> !start.isEnabled());
    bot.waitUntil("it is said why", () -> start.getToolTipText().contains("to an alias"));
    Combo combo = bot.withId(Combo.class, "traffic.split").widget();
    assertThat(bot.ui().ask(() -> List.of(combo.getItems())))
        .containsExactly("Alias live", "Association own-shares");
  }

  @Test
  void shouldCountEventsByTheLastOfEachSource() {
    EventCounts counts = new EventCounts(Duration.ofSeconds(30));
    AssociationInfo all = association(List.of());
    AssociationInfo two = association(List.of("events", "workflow"));
    assertThat(counts.amounts(all)).isEmpty();

    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    counts.add(List.of(), List.of(last("events", 100, 1000)), start);
    assertThat(rates(counts, all)).containsExactly(0.0);
    counts.add(List.of(), List.of(last("events", 120, 1030)), start.plusSeconds(2));
    assertThat(rates(counts, all)).containsExactly(15.0);
    assertThat(rates(counts, two)).containsExactly(10.0, 0.0);
    assertThat(SourceFlow.of(counts.amounts(two), 4).get(0))
        .isEqualTo(new SourceFlow(new Source(Source.Kind.EVENTS, "events"), 10, 1));
    // The last event of a source was not kept before: it is one of the ten that came.
    List<RecentEventInfo> both = List.of(last("workflow", 500, 1040), last("events", 120, 1039));
    counts.add(List.of(), both, start.plusSeconds(4));
    assertThat(rates(counts, two)).containsExactly(5.0, 2.5);
    // A server that was started anew counts from the beginning.
    counts.add(List.of(), List.of(last("events", 3, 3)), start.plusSeconds(5));
    assertThat(rates(counts, all)).containsExactly(8.0);
  }

  private static List<Double> rates(EventCounts counts, AssociationInfo association) {
    return counts.amounts(association).stream().map(SourceFlow.Amount::perSecond).toList();
  }

  private static RecentEventInfo last(String source, long ofSource, long ofAll) {
    return new RecentEventInfo(
        source, Instant.EPOCH, Map.of(), false, true, null, null, ofSource, ofAll);
  }

  @Test
  void shouldFoldTheSmallestSources() {
    List<SourceFlow.Amount> many =
        IntStream.rangeClosed(1, 6)
            .mapToObj(
                i -> new SourceFlow.Amount(new Source(Source.Kind.ASSOCIATION, "a" + i), i * 1.0))
            .toList();
    List<SourceFlow> flows = SourceFlow.of(many, 4);
    assertThat(flows.stream().map(flow -> flow.source().name()))
        .containsExactly("a6", "a5", "a4", "3 others");
    assertThat(flows.get(3).perSecond()).isEqualTo(6);
    assertThat(flows.stream().mapToDouble(SourceFlow::share).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void shouldGiveWilsonsIntervalAsPublished() {
    RolloutInfo.Rate some = Interval.share(81, 263);
    assertThat(some.low()).isCloseTo(0.2553, within(5e-5));
    assertThat(some.high()).isCloseTo(0.3662, within(5e-5));
    assertThat(Interval.share(0, 20).low()).isZero();
    assertThat(Interval.share(0, 20).high()).isCloseTo(0.1611, within(5e-5));
  }

  private static AssociationInfo association(List<String> sources) {
    return new AssociationInfo(
        "any",
        "default",
        sources,
        null,
        List.of(),
        null,
        0,
        null,
        null,
        null,
        "",
        "enabled",
        null,
        0,
        null,
        null,
        0,
        null,
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        1,
        null);
  }

  private String drawn() {
    return ((TrafficView) page().findView(StudioIds.TRAFFIC_VIEW)).drawn();
  }

  private boolean draws(String pattern) {
    return Pattern.compile(pattern).matcher(drawn()).find();
  }

  private void slide(int version, int percent) {
    Scale scale = bot.withId(Scale.class, "traffic.scale." + version).widget();
    bot.waitUntil("the slider can be moved", scale::isEnabled);
    bot.ui()
        .run(
            () -> {
              scale.setSelection(percent);
              scale.notifyListeners(SWT.Selection, new Event());
            });
  }

  /** Publishes events, and asserts that the second version got this share of them. */
  private void assertMeasured(String function, double second) throws IOException {
    Map<String, Long> before = ran(function);
    publish(EVENTS);
    long all = before.values().stream().mapToLong(Long::longValue).sum() + EVENTS;
    bot.waitUntil(
        "all events ran",
        () -> ran(function).values().stream().mapToLong(Long::longValue).sum() == all);
    long got = ran(function).getOrDefault("2", 0L) - before.getOrDefault("2", 0L);
    // Within 5 standard deviations: a run fails once in some million.
    double deviation = Math.sqrt(second * (1 - second) * EVENTS);
    assertThat((double) got).isCloseTo(second * EVENTS, within(5 * deviation));
  }

  /** How often each version ran, as the server has counted. */
  private static Map<String, Long> ran(String function) {
    Map<String, Long> ran = new TreeMap<>();
    try {
      StatsRequest byVersion = new StatsRequest(null, null, null, "version");
      for (StatsInfo.Series one : server().client().stats(function, byVersion).series()) {
        if (one.name() != null) {
          ran.put(one.name(), one.total().invocations());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ran;
  }

  private void publish(int count) throws IOException {
    for (int sent = 0; sent < count; sent += AT_ONCE) {
      String events =
          IntStream.range(0, AT_ONCE)
              .mapToObj(i -> event(++published))
              .collect(Collectors.joining(",", "[", "]"));
      byte[] batch = events.getBytes(StandardCharsets.UTF_8);
      assertThat(server().client().events().publish(BATCH, batch).events()).isEqualTo(AT_ONCE);
    }
  }

  private static String event(int id) {
    return "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"/shop\",\"type\":\"ordered\"}"
        .formatted(id);
  }

  private static Map<String, Double> shares(double first) {
    return Map.of("1", first, "2", Math.round(100 - 100 * first) / 100.0);
  }

  private static Map<String, Double> weights(String association) throws IOException {
    return server().client().events().association(association).targets().get(0).weights();
  }

  private static Target target(String function, Map<String, Double> weights) {
    return new Target(function, null, weights);
  }

  private static AssociationSpec spec(String name, Target target) {
    return new AssociationSpec(
        name, List.of("events"), "type = 'ordered'", List.of(target), null, null, "of the test");
  }

  private static void associate(String name, Target target) throws IOException {
    server().client().events().create(spec(name, target));
  }

  /** A function with two versions that tries once, whose alias {@code live} leads to the first. */
  private void twoVersions(String name, String second) throws IOException {
    create(name, GOOD);
    SluiceClient client = server().client();
    FunctionSpec once =
        new FunctionSpec(null, null, null, null, null, null, null, null, null)
            .withAsync(new AsyncSpec(null, 1, null, null, null, null, null, null, null));
    client.updateFunction(name, once, null);
    client.versions().publish(name, null, null);
    client.putCode(name, CodeSource.ofInline(second), null);
    client.versions().publish(name, null, null);
    client.versions().setAlias(name, "live", new AliasSpec(Map.of("1", 1.0), null), null);
  }
}
