package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.LogLine;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.traffic.Message;
import dev.sluice.studio.core.traffic.Shares;
import dev.sluice.studio.core.traffic.StepsText;
import dev.sluice.studio.ui.StudioIds;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traffic shifted with the sliders and by rollouts, with real calls behind it. */
class TrafficTest extends StudioTest {
  private static final String GOOD = "def handler(event, context):\n    return 1\n";
  private static final String BAD =
      "def handler(event, context):\n    raise ValueError('worse than before')\n";

  @BeforeEach
  void turnToOperating() {
    bot.ui()
        .run(
            () -> {
              turnTo(StudioIds.OPERATE_PERSPECTIVE);
              page().resetPerspective();
              show(StudioIds.NAVIGATOR_VIEW);
              show(StudioIds.TRAFFIC_VIEW);
            });
  }

  @Test
  void shouldShiftTrafficWithASliderAndTakeItBack() throws IOException {
    canary("shifted", GOOD);
    SluiceClient client = server().client();
    functions().select("shifted");
    slide("traffic.scale.2", 30);
    bot.withId(Label.class, "traffic.message").waitForText("Would be v1 70 %, v2 30 %.");
    assertThat(weights("shifted")).isEqualTo(Map.of("1", 1.0));
    bot.captureScreenshot("traffic-planned");
    bot.withId(Button.class, "traffic.apply").click();
    bot.withId(Label.class, "traffic.message").waitForText("Now v1 70 %, v2 30 %.");
    assertThat(weights("shifted")).isEqualTo(Map.of("1", 0.7, "2", 0.3));

    // 3 of 10 within 5 standard deviations: a run fails once in some million.
    int second = 0;
    int calls = 400;
    for (int i = 0; i < calls; i++) {
      InvokeRequest call = InvokeRequest.json("{}").to("live");
      second += client.invoke("shifted", call).version().equals("2") ? 1 : 0;
    }
    double deviation = Math.sqrt(0.3 * 0.7 * calls);
    assertThat((double) second).isBetween(0.3 * calls - 5 * deviation, 0.3 * calls + 5 * deviation);
    bot.captureScreenshot("traffic-shifted");

    bot.withId(Button.class, "traffic.undo").click();
    bot.withId(Label.class, "traffic.message").waitForText("Back to v1 100 %.");
    assertThat(weights("shifted")).isEqualTo(Map.of("1", 1.0));
  }

  @Test
  void shouldShowABadVersionRollItselfBack() throws IOException {
    canary("rolled", BAD);
    functions().select("rolled");
    bot.withId(Button.class, "traffic.start").press();
    bot.shell("Start Rollout");
    bot.withId(Text.class, "rollout.steps").setText("50%");
    bot.waitUntil("it is refused", () -> !button("Start").isEnabled());
    bot.withId(Text.class, "rollout.steps").setText("50%:10m");
    bot.withId(Text.class, "rollout.samples").setText("20");
    bot.captureScreenshot("rollout-dialog");
    bot.button("Start").click();
    bot.withId(Label.class, "traffic.rollout").waitForText("Rollout v1 → v2: running");

    SluiceClient client = server().client();
    InvokeRequest call = InvokeRequest.json("{}").to("live");
    for (int i = 0; i < 200; i++) {
      client.invoke("rolled", call);
    }
    bot.withId(Label.class, "traffic.rollout").waitForText("Rollout v1 → v2: rolled-back");
    bot.tableWithId("traffic.decisions").waitForRow("rolled-back");
    bot.withId(Button.class, "traffic.start").waitUntilEnabled(true);
    bot.withId(Button.class, "traffic.promote").waitUntilEnabled(false);
    bot.withId(StyledText.class, "traffic.compare").waitForText("v2 canary");
    bot.captureScreenshot("rollout-rolled-back");
    assertThat(weights("rolled")).isEqualTo(Map.of("1", 1.0));
  }

  @Test
  void shouldPutTwoVersionsBesideOneAnother() throws IOException {
    canary(
        "sides",
        "import time\ndef handler(event, context):\n    time.sleep(0.03)\n"
            + "    print('order 17 was priced anew')\n    return 1\n");
    SluiceClient client = server().client();
    Map<String, Double> half = Map.of("1", 0.5, "2", 0.5);
    client.versions().setAlias("sides", "live", new AliasSpec(half, null), null);
    for (int i = 0; i < 40; i++) {
      client.invoke("sides", InvokeRequest.json("{}").to("live"));
    }
    functions().select("sides");

    bot.tableWithId("traffic.messages").waitForRow("order 17 was priced anew");
    bot.withId(Canvas.class, "traffic.times");
    bot.captureScreenshot("traffic-sides");
  }

  @Test
  void shouldTellMessagesApartByTheirWords() {
    List<LogLine> old = List.of(line("took 17 ms"), line("order 01ab77cd-11 is open"));
    List<LogLine> now =
        List.of(
            line("took 3,001.5 ms"),
            line("order ffe01234-99 is open"),
            line("order ffe01234-99 is lost"),
            line("order 12 is lost"),
            line("facade is up"));
    assertThat(Message.only(now, old))
        .containsExactly(
            new Message(2, "info", "order 12 is lost"), new Message(1, "info", "facade is up"));
    assertThat(Message.only(now, now)).isEmpty();
    assertThat(Message.only(List.of(), old)).isEmpty();
  }

  private static LogLine line(String text) {
    return new LogLine(1, "f", null, null, "1", "i", null, Instant.EPOCH, "stdout", "info", text);
  }

  @Test
  void shouldPromoteAGoodVersionByHand() throws IOException {
    canary("promoted", GOOD);
    functions().select("promoted");
    bot.withId(Button.class, "traffic.start").press();
    bot.shell("Start Rollout");
    bot.withId(Text.class, "rollout.steps").setText("20%:manual");
    bot.button("Start").click();
    bot.withId(Label.class, "traffic.rollout").waitForText("Rollout v1 → v2: waiting");
    bot.captureScreenshot("rollout-waiting");
    bot.withId(Button.class, "traffic.promote").click();
    bot.withId(Label.class, "traffic.rollout").waitForText("Rollout v1 → v2: promoted");
    assertThat(weights("promoted")).isEqualTo(Map.of("2", 1.0));
  }

  @Test
  void shouldKeepSharesWhole() {
    Shares shares = new Shares(Map.of(1, 90, 2, 10, 3, 0));
    assertThat(shares.with(2, 55).percent()).isEqualTo(new TreeMap<>(Map.of(1, 45, 2, 55, 3, 0)));
    assertThat(shares.with(1, 0).percent()).isEqualTo(new TreeMap<>(Map.of(1, 0, 2, 100, 3, 0)));
    assertThat(new Shares(Map.of(1, 100, 2, 0)).with(1, 40).percent())
        .isEqualTo(new TreeMap<>(Map.of(1, 40, 2, 60)));
    assertThat(shares.words()).isEqualTo("v1 90 %, v2 10 %");
    for (int share = 0; share <= 100; share++) {
      Shares three = new Shares(Map.of(1, 33, 2, 33, 3, 34)).with(2, share);
      assertThat(three.percent().values().stream().mapToInt(Integer::intValue).sum())
          .isEqualTo(100);
    }
  }

  @Test
  void shouldReadStepsAsTheCommandLineDoes() {
    assertThat(StepsText.parse("5%:10m, 12.5%:2h 50%:manual").stream().map(StepsText::words))
        .containsExactly("5 %, 10 min", "12.5 %, 2 h", "50 %, by hand");
    assertThatThrownBy(() -> StepsText.parse("")).hasMessageContaining("at least one step");
    assertThatThrownBy(() -> StepsText.parse("50%:5m, 20%:5m")).hasMessageContaining("greater");
    assertThatThrownBy(() -> StepsText.parse("half")).hasMessageContaining("'half' is no step");
  }

  private Button button(String text) {
    return bot.button(text).widget();
  }

  private void slide(String id, int percent) {
    Scale scale = bot.withId(Scale.class, id).widget();
    bot.waitUntil("the slider can be moved", scale::isEnabled);
    bot.ui()
        .run(
            () -> {
              scale.setSelection(percent);
              scale.notifyListeners(
                  org.eclipse.swt.SWT.Selection, new org.eclipse.swt.widgets.Event());
            });
  }

  private static Map<String, Double> weights(String function) throws IOException {
    return server().client().versions().alias(function, "live").weights();
  }

  /** A function with two versions, of which the alias {@code live} points to the first. */
  private void canary(String name, String second) throws IOException {
    create(name, GOOD);
    SluiceClient client = server().client();
    client.versions().publish(name, null, null);
    client.putCode(name, dev.sluice.api.CodeSource.ofInline(second), null);
    client.versions().publish(name, null, null);
    client.versions().setAlias(name, "live", new AliasSpec(Map.of("1", 1.0), null), null);
  }
}
