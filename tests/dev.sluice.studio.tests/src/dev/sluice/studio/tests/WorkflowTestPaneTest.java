package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ExecutionStart;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.tests.bot.BotCanvas;
import dev.sluice.studio.ui.graph.GraphCanvas;
import dev.sluice.studio.ui.workflow.WorkflowEditor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

/** Workflows and states that are tested before they are deployed. */
class WorkflowTestPaneTest extends StudioTest {
  private static final String TEXT =
      """
      document: {dsl: 1.0.3, namespace: default, name: to-test, version: 1.0.0}
      do:
        - price:
            call: price-of
            output:
              as: "${ {total: .} }"
        - decide:
            switch:
              - large:
                  when: .total > 1000
                  then: paid
              - usual:
                  then: end
        - paid:
            listen:
              to:
                one:
                  with:
                    type: com.example.paid
        - later:
            wait:
              hours: 5
      """;

  private BotCanvas open() throws IOException {
    deploy(TEXT.replace("hours: 5", "hours: 1"));
    group("Workflows").doubleClick("to-test");
    bot.waitForTab("to-test");
    // What is tested is what stands here, deployed or not.
    bot.withId(StyledText.class, "workflow.text").waitForText("hours: 1").setText(TEXT);
    return bot.canvas("workflow.canvas", this::canvas).waitForNode("/do/later");
  }

  private static void deploy(String text) throws IOException {
    server().client().workflows().deploy(null, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldTestWholeWorkflowWithMocksAndEvents() throws IOException {
    BotCanvas canvas = open();
    bot.withId(Button.class, "workflow.test").click();
    bot.withId(Label.class, "test.title").waitForText("Test the whole workflow");
    bot.withId(Text.class, "test.input").typeOver("{\"order\": 7}");
    bot.tableWithId("test.outsiders").waitForSize(2).select("price");
    bot.withId(Text.class, "test.given").waitForText("output").setText("");
    bot.withId(Button.class, "test.run").click();
    bot.withId(Label.class, "test.sentence").waitForText("price-of and has no mock");
    bot.withId(Text.class, "test.details").waitForText("{\"order\":7}");
    bot.captureScreenshot("workflow-test-unmocked");

    bot.withId(Text.class, "test.given").setText("{\"output\": 2000}");
    bot.withId(Text.class, "test.input").click();
    bot.pressCtrlEnter();
    bot.withId(Label.class, "test.sentence").waitForText("It completed.");
    waitForStatus("/do/price", Mark.Kind.DONE);
    waitForStatus("/do/later", Mark.Kind.DONE);
    canvas.click("/do/later");
    bot.withId(Text.class, "test.details").waitForText("Took 5h in the time of the test.");
    canvas.click("/do/decide");
    bot.withId(Text.class, "test.details").waitForText("Took the case large.");
    bot.captureScreenshot("workflow-test");

    canvas.click("/do/price");
    bot.withId(Text.class, "test.given").setText("{\"error\": {\"status\": 503}}");
    bot.withId(Button.class, "test.run").click();
    bot.withId(Label.class, "test.sentence").waitForText("It failed: A task failed");
    waitForStatus("/do/price", Mark.Kind.FAILED);
    bot.captureScreenshot("workflow-test-failed");
    bot.withId(StyledText.class, "workflow.text").setText(TEXT.replace("1000", "1001"));
    bot.withId(Label.class, "test.sentence").waitForText("was changed since");
    bot.withId(Button.class, "test.close").click();
    bot.waitUntil("the drawing is plain", () -> status("/do/price") == null);
    assertThat(server().client().workflows().executions("to-test", null, 1, null).items())
        .isEmpty();
  }

  @Test
  void shouldTestOneState() throws IOException {
    BotCanvas canvas = open();
    canvas.click("/do/decide");
    bot.pressCtrl('t');
    bot.withId(Label.class, "test.title").waitForText("Test the state decide");
    bot.withId(Text.class, "test.input").typeOver("{\"total\": 1001}");
    bot.withId(Button.class, "test.run").click();
    bot.withId(Label.class, "test.sentence").waitForText("goes on to paid");
    bot.withId(Text.class, "test.details").waitForText("Took the case large.");
    bot.captureScreenshot("workflow-test-state");

    bot.withId(Text.class, "test.input").typeOver("{\"total\": ");
    bot.withId(Label.class, "test.sentence").waitForText("The input is no JSON.");
    bot.withId(Button.class, "test.run").waitUntilEnabled(false);
    bot.withId(Button.class, "test.whole").click();
    bot.withId(Label.class, "test.title").waitForText("Test the whole workflow");
  }

  @Test
  void shouldGiveAStateEventsThatCameOfLate() throws IOException {
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"late-1\",\"source\":\"https://example.com/shop\","
            + "\"type\":\"com.example.paid\",\"data\":{\"order\":31}}";
    server()
        .client()
        .events()
        .publish("application/cloudevents+json", event.getBytes(StandardCharsets.UTF_8));
    open().click("/do/paid");
    bot.pressCtrl('t');
    bot.withId(Label.class, "test.title").waitForText("Test the state paid");
    bot.withId(Button.class, "test.recorded").clickContextMenu("com.example.paid  {\"order\":31}");
    bot.withId(Text.class, "test.given").waitForText("\"order\": 31");
    bot.withId(Button.class, "test.run").click();
    bot.withId(Text.class, "test.details").waitForText("OUTPUT  [{\"order\":31}]");
    bot.captureScreenshot("workflow-test-event");
  }

  @Test
  void shouldTestAStateInsideALoop() throws IOException {
    deploy(
        """
        document: {dsl: 1.0.3, namespace: default, name: in-loop, version: 1.0.0}
        do:
          - each:
              for: {in: .items}
              do:
                - step: {set: {is: "${ $item }"}}
        """);
    group("Workflows").doubleClick("in-loop");
    bot.waitForTab("in-loop");
    bot.canvas("workflow.canvas", this::canvas)
        .waitForNode("/do/each/do/step")
        .click("/do/each/do/step");
    bot.pressCtrl('t');
    bot.withId(Label.class, "test.title").waitForText("Test the state step");
    bot.withId(Text.class, "test.input").typeOver("{\"items\": [7, 8]}");
    bot.withId(Button.class, "test.run").click();
    bot.withId(Text.class, "test.details").waitForText("OUTPUT  {\"is\":7}");

    bot.tableWithId("test.outsiders").waitForSize(1).select("variables");
    bot.withId(Text.class, "test.given").setText("{\"item\": 9}");
    bot.withId(Button.class, "test.run").click();
    bot.withId(Text.class, "test.details").waitForText("OUTPUT  {\"is\":9}");
    bot.captureScreenshot("workflow-test-loop");
  }

  @Test
  void shouldBeginWithWhatTheNewestExecutionGot() throws IOException {
    create("price-now", "def handler(event, context):\n    return 1500\n");
    deploy(TEXT.replace("name: to-test", "name: recorded").replace("price-of", "price-now"));
    ExecutionStart start = new ExecutionStart(null, null, Map.of("order", 9));
    String id = server().client().workflows().start("recorded", start).id();
    bot.waitUntil("it waits for its event", () -> isListening(id));

    group("Workflows").doubleClick("recorded");
    bot.waitForTab("recorded");
    bot.canvas("workflow.canvas", this::canvas).waitForNode("/do/price").click("/do/price");
    bot.withId(Button.class, "workflow.test").click();
    bot.withId(Text.class, "test.input").waitForText("\"order\": 9");
    bot.withId(Text.class, "test.given").waitForText("\"output\": 1500");
    bot.withId(Button.class, "test.run").click();
    bot.withId(Label.class, "test.sentence").waitForText("It completed.");
    bot.withId(Text.class, "test.details").waitForText("OUTPUT  {\"total\":1500}");
    bot.captureScreenshot("workflow-test-recorded");
  }

  private static boolean isListening(String id) {
    try {
      return !server().client().workflows().explain(id).listeners().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void waitForStatus(String id, Mark.Kind kind) {
    bot.waitUntil(id + " is " + kind, () -> kind == status(id));
  }

  private Mark.Kind status(String id) {
    return canvas().scene().node(id).map(Node::status).map(Mark::kind).orElse(null);
  }

  private GraphCanvas canvas() {
    return ((WorkflowEditor) page().getActiveEditor()).canvas();
  }
}
