package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

/** What leads to a function, in its editor. */
class TriggersTest extends StudioTest {
  private static final String ECHO = "def handler(event, context):\n    return event\n";
  private static final String WORKFLOW =
      """
      document:
        dsl: '1.0.3'
        namespace: default
        name: calls-led
        version: '1.0.0'
      do:
        - prices:
            call: led
            with: {}
      """;

  @Test
  void shouldShowAllThatLeadsToAFunctionAndPauseIt() throws IOException {
    create("led", ECHO);
    create("leading", ECHO);
    SluiceClient client = server().client();
    client.updateFunction(
        "leading",
        new FunctionSpec(null, null, null, null, null, null, null, null, null)
            .withAsync(results("led")),
        null);
    client.sources().create(source("each-night", "schedule", Map.of("cron", "0 3 * * *")));
    client.sources().create(source("knocks", "webhook", Map.of("verify", "none")));
    client
        .events()
        .create(
            new dev.sluice.api.AssociationSpec(
                "to-led",
                List.of("each-night", "knocks"),
                null,
                List.of(new dev.sluice.api.AssociationSpec.Target("led", null, null)),
                null,
                null,
                null));
    client.workflows().deploy(null, WORKFLOW.getBytes(StandardCharsets.UTF_8));
    bot.waitUntil(
        "Studio knows where results go",
        () ->
            dev.sluice.studio.ui.StudioServices.session()
                .catalog()
                .find("leading")
                .filter(info -> info.async().onSuccess() != null)
                .isPresent());

    openTriggers("led");
    bot.tableWithId("triggers.table")
        .waitForRow("Association | to-led | enabled | latest")
        .waitForRow("Schedule | each-night | running")
        .waitForRow("Gateway route | knocks | running")
        .waitForRow("Workflow | calls-led |  | latest | task prices")
        .waitForRow("Results of | leading |  | latest | its successes")
        .select("to-led");
    bot.captureScreenshot("triggers");
    bot.withId(Button.class, "triggers.waiting").click();
    bot.withId(Label.class, "triggers.summary").waitForText("to-led is paused");
    bot.tableWithId("triggers.table").waitForRow("Association | to-led | paused");
    assertThat(client.events().association("to-led").state()).isEqualTo("paused");
    bot.withId(Button.class, "triggers.waiting").click();
    bot.tableWithId("triggers.table").waitForRow("Association | to-led | enabled");

    bot.tableWithId("triggers.table").select("each-night");
    bot.withId(Button.class, "triggers.waiting").click();
    bot.tableWithId("triggers.table").waitForRow("Schedule | each-night | paused");

    bot.withId(Button.class, "triggers.open").click();
    bot.withId(Text.class, "events.filter").waitForText("each-night");
    bot.tableWithId("events.sources").waitForRow("each-night").waitForSize(1);
    bot.captureScreenshot("triggers-open");
    client.events().delete("to-led");
    client.sources().delete("each-night");
    client.sources().delete("knocks");
    client.workflows().delete("calls-led");
  }

  @Test
  void shouldSayThatNothingLeadsHere() throws IOException {
    create("alone", ECHO);
    openTriggers("alone");
    bot.withId(Label.class, "triggers.table.empty").waitForText("Nothing leads here yet");
    bot.captureScreenshot("triggers-none");
  }

  private void openTriggers(String name) {
    functions().doubleClick(name);
    bot.waitForTab(name);
    bot.withId(StyledText.class, "code.text").waitForText("def handler");
    bot.activateTab("Triggers");
  }

  private static SourceSpec source(String name, String kind, Map<String, Object> options) {
    return new SourceSpec(name, kind, options, null, null);
  }

  private static AsyncSpec results(String to) {
    return new AsyncSpec(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new AsyncSpec.Destination(to, null, null, null),
        null);
  }
}
