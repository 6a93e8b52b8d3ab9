package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ExecutionStart;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.tests.bot.BotControl;
import dev.sluice.studio.ui.StudioIds;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs of functions, workflows and sources together, and the ways from a line to what it is of. */
class LogViewTest extends StudioTest {
  private static final String WORKFLOW =
      """
      document: {dsl: '1.0.0', namespace: default, name: orders, version: '1.0.0'}
      do:
        - price: {call: prices, with: {event: {n: 7}}}
        - empty: {raise: {error: {type: 'https://shop.example/empty', status: 400, title: Nothing left}}}
      """;

  private SluiceClient client;

  @BeforeEach
  void prepare() throws Exception {
    client = server().client();
    create("prices", "def handler(event, context):\n    print('priced', event['n'])\n");
    client.workflows().deploy(null, WORKFLOW.getBytes(StandardCharsets.UTF_8));
    bot.ui()
        .run(
            () -> {
              turnTo(StudioIds.OPERATE_PERSPECTIVE);
              page().resetPerspective();
            });
    bot.activateTab("Log");
  }

  @AfterEach
  void remove() throws Exception {
    client.workflows().delete("orders");
  }

  private BotControl<StyledText> log() {
    return bot.withId(StyledText.class, "log.text");
  }

  private void standIn(String line) {
    StyledText text = log().waitForText(line).widget();
    bot.ui().run(() -> text.setCaretOffset(text.getText().indexOf(line)));
  }

  private void run() throws Exception {
    client.workflows().start("orders", new ExecutionStart(null, null, Map.of()));
  }

  private void choose(String... names) {
    bot.clickToolItem("Choose whose logs");
    bot.shell("Choose Logs");
    bot.withId(Button.class, "logs.none").click();
    for (String name : names) {
      bot.withId(Text.class, "logs.filter").setText(name);
      bot.withId(Button.class, "logs.every").click();
    }
    bot.withId(Text.class, "logs.filter").setText("");
    bot.captureScreenshot("log-choose");
    bot.button("Show").click();
    bot.waitUntilClosed("Choose Logs");
  }

  @Test
  void shouldShowWhatWasChosenOfAllKinds() throws Exception {
    create("other", "def handler(event, context):\n    print('not asked for')\n");
    client.sources().create(source("daily", "schedule", Map.of("cron", "0 3 * * *")));
    try {
      choose("prices", "workflow orders", "source daily");
      bot.withId(Label.class, "log.title").waitForText("prices, workflow orders, source daily");
      client.invoke("other", InvokeRequest.json("1"));
      client.sources().pause("daily", true);
      run();

      log().waitForText("Faulted at /do/1/empty");
      log().waitForText("priced 7");
      log().waitForText("Paused.");
      assertThat(log().text())
          .contains("workflow orders")
          .contains("source daily")
          .doesNotContain("not asked for");
      bot.captureScreenshot("log-kinds");
    } finally {
      client.sources().delete("daily");
    }
  }

  @Test
  void shouldChooseFunctionsByALabel() throws Exception {
    choose("team=tests");

    assertThat(bot.withId(Label.class, "log.title").text()).doesNotContain("workflow");
    client.invoke("prices", InvokeRequest.json("{\"n\":3}"));
    log().waitForText("priced 3");
  }

  @Test
  void shouldLeadFromALineToItsExecutionAndItsEvent() throws Exception {
    choose("prices", "workflow orders");
    run();

    standIn("priced 7");
    log().clickContextMenu("Show Event…");
    bot.withId(StyledText.class, "log.shown").waitForText("\"n\" : 7");
    bot.captureScreenshot("log-event");
    bot.closeDialogs();
    standIn("priced 7");
    log().clickContextMenu("Show Execution");
    bot.waitForTab("orders (execution)");
    bot.withId(Label.class, "execution.stands").waitForText("faulted");
    bot.ui().run(() -> page().closeAllEditors(false));

    standIn("Faulted at");
    log().clickContextMenu("Show Execution");
    bot.waitForTab("orders (execution)");
    standIn("Faulted at");
    log().clickContextMenu("Only This Execution");
    bot.waitUntil("others are gone", () -> !log().text().contains("priced 7"));
  }

  @Test
  void shouldSayThatNoExecutionMadeACall() throws Exception {
    choose("prices");
    client.invoke("prices", InvokeRequest.json("{\"n\":4}"));
    standIn("priced 4");
    log().clickContextMenu("Show Execution");
    bot.withId(Label.class, "log.count").waitForText("No workflow made this invocation");
  }

  @Test
  void shouldOpenTheLogOfAWorkflow() throws Exception {
    bot.ui().run(() -> turnTo("dev.sluice.studio.rcp.author"));
    group("Workflows").select("orders");
    group("Workflows").clickContextMenu("Show Log");
    bot.withId(Label.class, "log.title").waitForText("workflow orders");
    log().waitForText("Deployed version");
  }

  private static SourceSpec source(String name, String kind, Map<String, Object> options) {
    return new SourceSpec(name, kind, options, null);
  }
}
