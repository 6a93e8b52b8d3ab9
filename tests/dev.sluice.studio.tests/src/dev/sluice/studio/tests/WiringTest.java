package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.SourceSpec;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.tests.bot.BotCanvas;
import dev.sluice.studio.ui.wiring.WiringEditor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources, associations and functions drawn together, with real events through them. */
class WiringTest extends StudioTest {
  private static final int DELETE = 0xffff;
  private static final String CODE = "def handler(event, context):\n    return event\n";
  private static final String ONE = "application/cloudevents+json";

  @BeforeEach
  void open() throws IOException {
    clear();
    create("count", CODE);
    create("notify", CODE);
    bot.clickMenu("File", "Open Associations");
    bot.waitForTab("Associations");
    canvas().waitForNode("source:events");
  }

  @AfterEach
  void clear() throws IOException {
    for (AssociationInfo info : server().client().events().associations()) {
      server().client().events().delete(info.name());
    }
    for (SourceInfo info : server().client().sources().list()) {
      server().client().sources().delete(info.name());
    }
  }

  private BotCanvas canvas() {
    return bot.canvas("wiring.canvas", () -> editor().canvas());
  }

  private WiringEditor editor() {
    return (WiringEditor) page().getActiveEditor();
  }

  private Control palette() {
    return bot.ui().ask(() -> (Control) editor().palette().control());
  }

  private Rectangle row(String function) {
    return editor().palette().bounds("function:" + function);
  }

  private Rectangle workflowRow() {
    return editor().palette().bounds("workflow:tally");
  }

  private String tally() throws IOException {
    return String.valueOf(server().client().workflows().get("tally", null).definition());
  }

  private void publish(String type, int id) throws IOException {
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"/shop\",\"type\":\"%s\",\"data\":{\"price\":%d}}"
            .formatted(id, type, id);
    assertThat(
            server()
                .client()
                .events()
                .publish(ONE, event.getBytes(StandardCharsets.UTF_8))
                .events())
        .isEqualTo(1);
  }

  @Test
  void shouldMakeASourceAndLeadItsEventsToAFunction() throws IOException {
    bot.withId(Button.class, "wiring.newSource").press();
    bot.shell("New Source");
    bot.tableWithId("source.kinds").select("schedule");
    bot.withId(Label.class, "source.about").waitForText("by the clock");
    bot.withId(Text.class, "source.name").typeOver("2bad");
    bot.button("Create").waitUntilEnabled(false);
    bot.withId(Text.class, "source.name").typeOver("hourly");
    bot.withId(Text.class, "source.option.every").typeOver("soon");
    bot.withId(Label.class, "source.wrong.every").waitForText("A length of time");
    bot.button("Create").waitUntilEnabled(false);
    bot.withId(Text.class, "source.option.every").typeOver("1h");
    bot.captureScreenshot("source-wizard");
    bot.button("Create").click();
    bot.waitUntilClosed("New Source");
    canvas().waitForNode("source:hourly");
    assertThat(server().client().sources().get("hourly").kind()).isEqualTo("schedule");

    bot.withId(Text.class, "wiring.search").typeOver("count");
    canvas().drop(palette(), () -> row("count"), "source:hourly");
    canvas().waitForEdge("hourly > hourly-count");
    canvas().waitForEdge("hourly-count > count");
    canvas().dragOnto("source:events", "association:hourly-count");
    canvas().waitForEdge("events > hourly-count");
    AssociationInfo made = server().client().events().association("hourly-count");
    assertThat(made.sources()).containsExactly("hourly", "events");
    assertThat(made.targets()).isEqualTo(List.of(new Target("count", null, null)));

    bot.withId(Text.class, "wiring.search").typeOver("notify");
    canvas().drop(palette(), () -> row("notify"), "association:hourly-count");
    canvas().waitForEdge("hourly-count > notify");
    bot.captureScreenshot("wiring-drawn");

    canvas().click("association:hourly-count");
    bot.pressKey(DELETE);
    bot.withId(Label.class, "wiring.message").waitForText("hourly-count was deleted.");
    assertThat(server().client().events().associations()).isEmpty();
    canvas().click("source:events");
    bot.pressCtrl('z');
    canvas().waitForEdge("hourly-count > notify");
    assertThat(server().client().events().association("hourly-count").sources())
        .containsExactly("hourly", "events");
  }

  @Test
  void shouldTestAConnectionBeforeTheSourceIsMade() {
    bot.withId(Button.class, "wiring.newSource").press();
    bot.shell("New Source");
    bot.tableWithId("source.kinds").select("mqtt");
    bot.button("Test Connection").waitUntilEnabled(false);
    bot.withId(Text.class, "source.option.url").typeOver("tcp://127.0.0.1:1");
    bot.withId(Text.class, "source.option.topics").typeOver("sensors/#");
    bot.button("Test Connection").click();
    bot.withId(Label.class, "source.tested").waitForText("Nothing answers at 127.0.0.1:1");
    bot.captureScreenshot("source-tested");
    bot.withId(Text.class, "source.option.url").typeOver("tcp://127.0.0.1:2");
    assertThat(bot.withId(Label.class, "source.tested").text()).isEmpty();
    bot.tableWithId("source.kinds").select("schedule");
    bot.withId(Text.class, "source.option.every").typeOver("1h");
    bot.button("Test Connection").click();
    bot.withId(Label.class, "source.tested").waitForText("The options are right.");
    bot.button("Cancel").click();
    bot.waitUntilClosed("New Source");
  }

  @Test
  void shouldTryAFilterOnTheLastEventsAndApplyIt() throws IOException {
    VersionInfo unused = server().client().versions().publish("count", null, null);
    server().client().events().create(association("sales"));
    publish("seen", 1);
    publish("sold", 2);
    canvas().waitForNode("association:sales").click("association:sales");
    bot.withId(Label.class, "wiring.title").waitForText("Association sales");
    bot.withId(Text.class, "wiring.filter").typeOver("type = 'sold' AND id = '2'");
    bot.withId(Label.class, "trial.summary").waitForText("1 of the last");
    bot.withId(Text.class, "wiring.target.count.input").typeOver("{paid: .data.price}");
    bot.tableWithId("trial.events").waitForRow("sold").select("sold");
    bot.withId(Text.class, "trial.detail").waitForText("\"paid\": 2");
    bot.waitForTab("*Associations");
    bot.captureScreenshot("wiring-tried");

    bot.withId(Text.class, "wiring.filter").typeOver("type = ");
    Label wrong = bot.withId(Label.class, "wiring.filterSays").waitForText("line 1").widget();
    bot.captureScreenshot("wiring-wrong-filter");
    bot.withId(Button.class, "wiring.apply").click();
    bot.withId(Label.class, "wiring.message").waitForText("filter");
    assertThat(server().client().events().association("sales").filter()).isNull();

    bot.withId(Text.class, "wiring.filter").typeOver("type = 'sold'");
    bot.waitUntil("what is below has moved up", () -> !wrong.isVisible());
    bot.withId(Text.class, "wiring.target.count.version").typeOver("1=ten");
    bot.withId(Label.class, "wiring.says").waitForText("is no share");
    bot.withId(Button.class, "wiring.apply").waitUntilEnabled(false);
    bot.withId(Text.class, "wiring.target.count.version").typeOver("1=100%");
    bot.pressCtrl('s');
    bot.withId(Label.class, "wiring.message").waitForText("sales was changed.");
    bot.waitForTab("Associations");
    AssociationInfo now = server().client().events().association("sales");
    assertThat(now.filter()).isEqualTo("type = 'sold'");
    assertThat(now.targets().get(0).input()).isEqualTo("{paid: .data.price}");
    assertThat(now.targets().get(0).weights()).isEqualTo(Map.of("1", 1.0));
  }

  @Test
  void shouldPauseAndNotOverwriteWhatSomebodyElseChanged() throws IOException {
    server().client().events().create(association("sales"));
    canvas().waitForNode("association:sales").click("association:sales");
    bot.withId(Button.class, "wiring.pause").click();
    bot.withId(Label.class, "wiring.state").waitForText("paused");
    publish("sold", 3);
    bot.withId(Label.class, "wiring.state").waitForText("1 waiting");
    bot.captureScreenshot("wiring-paused");

    bot.withId(Text.class, "wiring.description").typeOver("mine");
    AssociationInfo before = server().client().events().association("sales");
    server()
        .client()
        .events()
        .replace(
            "sales",
            new AssociationSpec(
                "sales",
                before.sources(),
                before.filter(),
                before.targets(),
                null,
                7,
                "of somebody else"),
            before.revision());
    bot.withId(Button.class, "wiring.apply").click();
    bot.withId(Label.class, "wiring.message").waitForText("revision");
    assertThat(server().client().events().association("sales").description())
        .isEqualTo("of somebody else");
    bot.withId(Button.class, "wiring.revert").click();
    bot.withId(Text.class, "wiring.description").waitForText("of somebody else");

    bot.withId(Button.class, "wiring.pause").click();
    bot.withId(Label.class, "wiring.state").waitForText("enabled");
    bot.withId(Label.class, "wiring.state").waitForText("0 waiting");
    bot.waitUntil(
        "the rate is drawn",
        () ->
            editor().canvas().scene().lines().stream()
                .anyMatch(line -> line.label().contains("/")));
  }

  @Test
  void shouldDrawALineRedWhereWhatGoesAlongItFails() throws IOException {
    String raises = "def handler(event, context):\n    raise ValueError('no')\n";
    create("breaks", raises);
    FunctionSpec once =
        new FunctionSpec(null, null, null, null, null, null, null, null, null)
            .withAsync(new AsyncSpec(null, 1, null, null, null, null, null, null, null));
    server().client().updateFunction("breaks", once, null);
    server()
        .client()
        .events()
        .create(
            new AssociationSpec(
                "breaking",
                List.of("events"),
                null,
                List.of(new Target("breaks", null, null)),
                null,
                null,
                null));
    canvas().waitForNode("association:breaking");

    publish("sold", 4);
    bot.waitUntil(
        "the line is red",
        () ->
            editor().canvas().scene().lines().stream()
                .anyMatch(
                    line ->
                        line.to().equals("function:breaks")
                            && line.label().contains("100% ✗")
                            && line.style() == Line.Style.FAILING));
    bot.captureScreenshot("wiring-failing");
  }

  @Test
  void shouldStartWorkflowsWithEventsAndSayHowManyCome() throws IOException {
    String text =
        """
        document: {dsl: 1.0.3, namespace: default, name: tally, version: 1.0.0}
        # One more.
        do:
          - count:
              set: {counted: true}
        """;
    SluiceClient client = server().client();
    client.workflows().deploy(null, text.getBytes(StandardCharsets.UTF_8));
    client
        .sources()
        .create(new SourceSpec("hourly", "schedule", Map.of("cron", "0 3 * * *"), null));
    client.events().create(association("sales"));
    canvas().waitForNode("source:hourly");

    bot.withId(Text.class, "wiring.search").typeOver("tally");
    canvas().drop(palette(), this::workflowRow, "source:hourly");
    canvas().waitForEdge("hourly > tally");
    bot.withId(Label.class, "wiring.message").waitForText("Each event of hourly starts tally.");
    assertThat(tally()).contains("\"/schedule/hourly\"").contains("# One more.");
    bot.withId(Label.class, "wiring.title").waitForText("Workflow tally");
    bot.pressCtrl('z');
    bot.withId(Label.class, "wiring.message").waitForText("tally starts by no event again.");
    assertThat(tally()).isEqualTo(text);

    canvas().drop(palette(), this::workflowRow, "source:events");
    bot.shell("Start tally");
    bot.withId(Text.class, "wiring.type").typeOver("counted");
    bot.button("Connect").click();
    bot.waitUntilClosed("Start tally");
    canvas().waitForEdge("Any source > tally");
    publish("counted", 7);
    bot.waitUntil(
        "the rates of events are drawn",
        () ->
            editor().canvas().scene().lines().stream()
                    .filter(
                        line ->
                            line.from().equals("source:events")
                                || line.to().equals("workflow:tally"))
                    .filter(line -> line.label().contains("/"))
                    .count()
                == 2);
    bot.captureScreenshot("wiring-workflow");
    assertThat(client.workflows().executions("tally", null, 10, null).items()).hasSize(1);

    canvas().doubleClick("workflow:tally");
    bot.waitForTab("tally");
    assertThat(tally()).contains("type: counted");
    client.workflows().delete("tally");
  }

  @Test
  void shouldSayWhatACombinationNeeds() throws IOException {
    Map<String, String> conditions =
        Map.of("c1", "all", "c2", "any", "c3", "paid and (sent or lost)");
    for (Map.Entry<String, String> each : conditions.entrySet()) {
      AssociationSpec.Combine combine =
          new AssociationSpec.Combine(
              each.getValue(),
              Stream.of("paid", "sent", "lost")
                  .map(
                      part ->
                          new AssociationSpec.Part(part, null, "type = '%s'".formatted(part), null))
                  .toList(),
              "subject",
              600.0);
      server()
          .client()
          .events()
          .create(
              new AssociationSpec(
                  each.getKey(),
                  List.of("events"),
                  null,
                  List.of(new Target("count", null, null)),
                  null,
                  null,
                  null,
                  null,
                  combine,
                  null,
                  null));
    }
    bot.waitUntil(
        "the boxes say it",
        () ->
            editor().canvas().scene().nodes().stream()
                .map(node -> node.detail())
                .toList()
                .containsAll(
                    List.of(
                        "paid and sent and lost",
                        "paid or sent or lost",
                        "paid and (sent or lost)")));
    canvas().waitForNode("association:c3").click("association:c3");
    bot.withId(Label.class, "wiring.combination")
        .waitForText("paid and (sent or lost), of one subject, within 10 min")
        .waitForText("\nsent: type = 'sent'\n");
    bot.captureScreenshot("wiring-combination");
  }

  private static AssociationSpec association(String name) {
    return new AssociationSpec(
        name, List.of("events"), null, List.of(new Target("count", null, null)), null, null, null);
  }
}
