package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.JobSpec;
import dev.sluice.api.KeyInfo;
import dev.sluice.api.KeySpec;
import dev.sluice.api.StatsInfo;
import dev.sluice.client.Connection;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.StatsRequest;
import dev.sluice.studio.core.log.LogFilter;
import dev.sluice.studio.core.log.LogPresenter;
import dev.sluice.studio.tests.bot.BotTable;
import dev.sluice.studio.tests.bot.UiWatch;
import dev.sluice.studio.ui.StudioIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The perspective of operators, with real calls behind it. */
class OperateTest extends StudioTest {
  private static final String PAYS =
      """
      import json
      def handler(event, context):
          print(json.dumps({"order": event["n"], "card": "visa"}))
          if event["n"] % 5 == 0:
              raise ValueError("card declined for order %d" % event["n"])
          return {"paid": event["n"]}
      """;

  @BeforeEach
  void turnToOperating() {
    bot.ui()
        .run(
            () -> {
              turnTo(StudioIds.OPERATE_PERSPECTIVE);
              page().resetPerspective();
              show(StudioIds.NAVIGATOR_VIEW);
              show(StudioIds.STATS_VIEW);
              show(StudioIds.INVOCATIONS_VIEW);
            });
    // Others may have left another one: the view is the same for all tests.
    bot.withId(Combo.class, "stats.range").select("Last hour");
  }

  @Test
  void shouldDrawTheNumbersThatTheServerCounted() throws IOException {
    create("pays", PAYS);
    invoke("pays", 20);
    functions().select("pays");

    bot.withId(Label.class, "stats.summary").waitForText("20 invocations, 4 failed (20.00 %)");
    StatsInfo counted = server().client().stats("pays", StatsRequest.lastHour());
    assertThat(counted.series().get(0).total().invocations()).isEqualTo(20);
    bot.withId(Canvas.class, "chart.Errors");
    bot.captureScreenshot("stats");
  }

  @Test
  void shouldCountWhatEndsWhileSomebodyLooks() throws IOException {
    create("live", PAYS);
    functions().select("live");
    bot.withId(Combo.class, "stats.range").select("Last 5 minutes, live");
    bot.withId(Label.class, "stats.summary").waitForText("No invocations in this time.");

    invoke("live", 10);
    bot.withId(Label.class, "stats.summary").waitForText("10 invocations, 2 failed (20.00 %)");
    invoke("live", 5);
    bot.withId(Label.class, "stats.summary").waitForText("15 invocations, 3 failed");
    bot.captureScreenshot("stats-live");
    bot.withId(Combo.class, "stats.range").select("Last hour");
    bot.withId(Label.class, "stats.summary").waitForText("15 invocations, 3 failed");
  }

  @Test
  void shouldPutTheWorstOnTopAndDrawSeveralBesideOneAnother() throws IOException {
    create("topping", PAYS);
    create("sound", "def handler(event, context):\n    return 1\n");
    invoke("topping", 10);
    invoke("sound", 12);
    bot.activateTab("Top Functions");
    bot.tableWithId("top.table").waitForRow("topping");
    bot.withId(Text.class, "top.filter").setText("o");
    bot.tableWithId("top.table").waitForRow("sound");
    bot.captureScreenshot("top");
    bot.tableWithId("top.table").selectAll();
    bot.withId(Button.class, "top.log").waitUntilEnabled(true);
    bot.withId(Button.class, "top.log").click();
    bot.withId(StyledText.class, "log.text").waitForText("\"order\": 9");
    bot.withId(Label.class, "log.title").waitForText("sound");
    bot.captureScreenshot("log-several");
    bot.activateTab("Top Functions");
    bot.withId(Button.class, "top.stats").waitUntilEnabled(true);
    bot.withId(Button.class, "top.stats").click();

    bot.withId(Label.class, "stats.title").waitForText("sound");
    bot.withId(Canvas.class, "chart.Instances");
    bot.withId(Canvas.class, "chart.Failed");
    bot.captureScreenshot("stats-several");
    bot.withId(Combo.class, "stats.range").select("Last 5 minutes, live");
    bot.withId(Label.class, "stats.summary").waitForText("invocations");
    invoke("topping", 5);
    bot.captureScreenshot("stats-several-live");
    bot.withId(Combo.class, "stats.range").select("Last hour");
    bot.activateTab("Top Functions");
    bot.withId(Text.class, "top.filter").setText("");
  }

  @Test
  void shouldDrawWhatWaits() throws IOException {
    create("waits", "import time\ndef handler(event, context):\n    time.sleep(25)\n");
    for (int i = 1; i <= 4; i++) {
      server().client().queue().invoke("waits", InvokeRequest.json("{}"));
    }
    functions().select("waits");
    bot.withId(Canvas.class, "chart.Backlog");
    bot.withId(Label.class, "stats.summary").waitForText("4 waiting");
    bot.withId(Combo.class, "stats.range").select("Last 5 minutes, live");
    bot.withId(Label.class, "stats.summary").waitForText("No invocations in this time.");
    bot.captureScreenshot("stats-backlog");
    bot.withId(Combo.class, "stats.range").select("Last hour");
    server().client().deleteFunction("waits", null);
  }

  @Test
  void shouldShowWhereTheTimeOfAnInvocationWentAndReplayIt() throws IOException {
    create("slow", PAYS);
    invoke("slow", 3);
    bot.withId(Text.class, "invocations.filter").setText("slow");
    bot.withId(Combo.class, "invocations.status").select("failed");
    bot.tableWithId("invocations.table").waitForSize(1).select("card declined for order 0");

    bot.withId(Label.class, "invocations.heading").waitForText("slow, version latest");
    bot.withId(StyledText.class, "invocations.facts").waitForText("card declined for order 0");
    bot.captureScreenshot("invocations");
    bot.withId(Button.class, "invocations.replay").click();
    bot.withId(Label.class, "invocations.summary").waitForText("The replay failed");
    bot.tableWithId("invocations.table").waitForSize(2);
    bot.withId(Combo.class, "invocations.status").select("any status");
    bot.withId(Text.class, "invocations.filter").setText("");
  }

  @Test
  void shouldGoFromAnInvocationToItsLines() throws IOException {
    create("told", PAYS);
    invoke("told", 4);
    bot.withId(Text.class, "invocations.filter").setText("told");
    bot.tableWithId("invocations.table").waitForSize(4).select("failed");
    bot.withId(Button.class, "invocations.log").click();

    bot.withId(StyledText.class, "log.text").waitForText("\"order\": 0");
    assertThat(bot.withId(StyledText.class, "log.text").text()).doesNotContain("\"order\": 1");
  }

  @Test
  void shouldFollowAllFunctionsAndFilterThem() throws IOException {
    create("one", "def handler(event, context):\n    print('from one', event)\n");
    create("two", "def handler(event, context):\n    print('from two', event)\n");
    server().client().invoke("one", InvokeRequest.json("1"));
    bot.activateTab("Log");
    bot.pressToolItem("All logs");
    StyledText text = bot.withId(StyledText.class, "log.text").waitForText("from one 1").widget();
    server().client().invoke("two", InvokeRequest.json("2"));
    bot.waitUntil("the live line has come", () -> text.getText().contains("from two 2"));

    bot.withId(Text.class, "log.filter").setText("/from t.o/");
    bot.waitUntil(
        "only matching lines are left",
        () -> text.getText().contains("from two 2") && !text.getText().contains("from one"));
    bot.captureScreenshot("log-all");
    bot.withId(Text.class, "log.filter").setText("/from (/");
    bot.withId(Label.class, "log.count").waitForText("Not a regular expression");
    bot.withId(Text.class, "log.filter").setText("");
    bot.pressToolItem("All logs");
  }

  @Test
  void shouldScrollBackIntoWhatTheServerKeeps() throws IOException {
    create(
        "chatty",
        "def handler(event, context):\n    for i in range(900):\n        print('no', i)\n");
    server().client().invoke("chatty", InvokeRequest.json("{}"));
    functions().select("chatty");
    bot.activateTab("Log");
    StyledText text = bot.withId(StyledText.class, "log.text").waitForText("no 899").widget();
    bot.waitUntil("the oldest are not loaded", () -> !text.getText().contains("no 42\n"));

    bot.pressToolItem("Follow");
    bot.withId(StyledText.class, "log.text").click();
    bot.pressCtrlHome();
    bot.waitUntil("the oldest have come", () -> text.getText().contains("no 42\n"));
    bot.pressToolItem("Follow");
  }

  @Test
  void shouldRedriveADeadLetterWithAnEditedEvent() throws IOException {
    create("given", PAYS);
    SluiceClient client = server().client();
    client.updateFunction("given", onlyOnce(), null);
    client.queue().invoke("given", InvokeRequest.json("{\"n\": 10}"));
    bot.activateTab("Dead Letters");
    bot.tableWithId("deadLetters.table").select("card declined for order 10");
    bot.withId(StyledText.class, "deadLetters.event").waitForText("{\"n\": 10}");
    bot.captureScreenshot("dead-letters");

    bot.withId(StyledText.class, "deadLetters.event").setText("{\"n\": 11}");
    bot.withId(Button.class, "deadLetters.redriveEdited").click();
    bot.withId(Label.class, "deadLetters.summary").waitForText("was accepted again");
    bot.waitUntil("it has succeeded", () -> paid(client, "given"));
    List<DeadLetterInfo> left =
        client.queue().deadLetters(DeadLetterRequest.of("given"), 10, null).items();
    assertThat(left).isEmpty();
  }

  @Test
  void shouldPauseAnAssociationAndSeeItsEventsWait() throws IOException {
    create("hears", "def handler(event, context):\n    print('heard', event)\n");
    SluiceClient client = server().client();
    client
        .events()
        .create(
            new AssociationSpec(
                "to-hears",
                null,
                "type = 'org.example.said'",
                List.of(new AssociationSpec.Target("hears", null, null)),
                null,
                null,
                null));
    bot.activateTab("Events");
    bot.tableWithId("events.associations").select("to-hears");
    bot.withId(Button.class, "events.pause").click();
    bot.withId(Label.class, "events.summary").waitForText("to-hears is paused");
    client.events().publish("application/cloudevents+json", said());
    bot.tableWithId("events.associations").waitForRow("to-hears | paused | all | hears | 1");
    bot.captureScreenshot("events");

    bot.withId(Button.class, "events.pause").click();
    bot.tableWithId("events.associations").waitForRow("to-hears | enabled | all | hears | 0");
    client.events().delete("to-hears");
  }

  private static byte[] said() {
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/tests\","
            + "\"type\":\"org.example.said\",\"data\":{\"n\":1}}";
    return event.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void shouldShowHowFarAJobIs() throws IOException {
    create("works", "def handler(event, context):\n    return event\n");
    SluiceClient client = server().client();
    client.jobs().start("works", JobSpec.ofItems(List.of(1, 2, 3, 4)));
    bot.activateTab("Jobs");
    bot.tableWithId("jobs.table").waitForRow("succeeded | works").waitForRow("100 %");
    bot.captureScreenshot("jobs");
  }

  @Test
  void shouldShowInstancesAndEndOne() throws Exception {
    create("held", "import time\ndef handler(event, context):\n    time.sleep(event)\n");
    SluiceClient client = server().client();
    client.invoke("held", InvokeRequest.json("0"));
    bot.activateTab("Instances");
    bot.withId(Text.class, "instances.filter").setText("held");
    bot.tableWithId("instances.table").waitForRow("held | latest | python3 | idle");
    bot.withId(Button.class, "instances.end").waitUntilEnabled(false);

    CompletableFuture<InvokeResult> call =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return client.invoke("held", InvokeRequest.json("25"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    // An empty table gives its place to a sentence, and is not found then.
    BotTable table = bot.tableWithId("instances.table");
    table.waitForRow("held | latest | python3 | busy").select("held");
    bot.captureScreenshot("instances");
    bot.withId(Button.class, "instances.end").press();
    bot.shell("End Instance");
    bot.button("End").click();
    table.waitForSize(0);
    bot.withId(Label.class, "instances.summary").waitForText("was ended");
    assertThat(call.get(20, TimeUnit.SECONDS).problem().detail()).contains("somebody ended it");
    bot.withId(Text.class, "instances.filter").setText("");
  }

  @Test
  void shouldShowHowTheServerIs() {
    bot.activateTab("Server");
    bot.tableWithId("server.table")
        .waitForRow("Disk of the data directory")
        .waitForRow("H2, embedded, ")
        .waitForRow("Threads of the server");
    bot.captureScreenshot("server");
    bot.withId(Button.class, "server.checks").press();
    bot.shell("Server Health");
    bot.button("Close").click();
    bot.withId(Text.class, "server.filter").setText("heap");
    bot.tableWithId("server.table").waitForSize(1);
    bot.withId(Text.class, "server.filter").setText("");
  }

  @Test
  void shouldShowWhoChangedWhatAndWhatWasRefused() throws IOException {
    create("audited", "def handler(event, context):\n    return event\n");
    SluiceClient client = server().client();
    KeyInfo key = client.namespaces().createKey(new KeySpec("onlooker", List.of("read"), null));
    SluiceClient onlooker =
        new SluiceClient(new Connection(URI.create(server().url()), key.token(), null));
    assertThatThrownBy(() -> onlooker.deleteFunction("audited", null))
        .isInstanceOf(SluiceApiException.class);
    client.namespaces().deleteKey("onlooker");

    bot.activateTab("Audit");
    bot.tableWithId("audit.table").waitForRow("admin | create | function | audited | done");
    bot.withId(Text.class, "audit.filter").setText("onlooker");
    bot.tableWithId("audit.table").waitForSize(3);
    bot.withId(Button.class, "audit.refused").click();
    bot.tableWithId("audit.table")
        .waitForSize(1)
        .waitForRow("onlooker | delete | function | audited | refused (403) | 127.0.0.1");
    bot.captureScreenshot("audit");
    bot.withId(Text.class, "audit.filter").setText("nobody");
    bot.withId(Label.class, "audit.table.empty").waitForText("No change passes the filter.");
  }

  /** Each call writes as much as one may; the view keeps the newest lines and stays fluid. */
  @Test
  void shouldStayFluidWhileFunctionsFloodTheLog() throws Exception {
    create(
        "flood",
        "def handler(event, context):\n"
            + "    for i in range(9000):\n"
            + "        print('line %d of call %s, which is as long as lines are' % (i, event))\n");
    server().client().invoke("flood", InvokeRequest.json("0"));
    bot.activateTab("Log");
    functions().select("flood");
    StyledText text = bot.withId(StyledText.class, "log.text").waitForText("of call 0").widget();
    int calls = 6;
    try (UiWatch watch = bot.watch()) {
      for (int call = 1; call <= calls; call++) {
        server().client().invoke("flood", InvokeRequest.json(Integer.toString(call)));
      }
      bot.waitUntil("the last line is there", () -> text.getText().contains("line 8999 of call 6"));
      assertThat(watch.longestMillis()).as("of %d marks", watch.marks()).isLessThan(100);
    }
    assertThat((int) bot.ui().ask(text::getLineCount)).isLessThanOrEqualTo(LogPresenter.LIMIT + 1);
    bot.captureScreenshot("log-flood");
  }

  @Test
  void shouldTellWhatIsNoExpression() {
    assertThat(LogFilter.ALL.withText("/a(/").problem()).contains("Not a regular expression");
    assertThat(LogFilter.ALL.withText("a(").problem()).isNull();
    assertThat(LogFilter.ALL.withText("/a|b/").problem()).isNull();
  }

  private static FunctionSpec onlyOnce() {
    return new FunctionSpec(null, null, null, null, null, null, null, null, null)
        .withAsync(new AsyncSpec(null, 1, null, null, null, null, null, null, null));
  }

  private static boolean paid(SluiceClient client, String function) {
    try {
      return client
          .invocations(dev.sluice.client.InvocationRequest.of(function, 10))
          .items()
          .stream()
          .anyMatch(info -> "succeeded".equals(info.status()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void invoke(String function, int times) throws IOException {
    for (int n = 0; n < times; n++) {
      server().client().invoke(function, InvokeRequest.json("{\"n\": " + n + "}"));
    }
  }
}
