package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.tests.bot.BotCanvas;
import dev.sluice.studio.tests.bot.BotTable;
import dev.sluice.studio.ui.graph.GraphCanvas;
import dev.sluice.studio.ui.workflow.ExecutionEditor;
import dev.sluice.studio.ui.workflow.WorkflowEditor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

/** The whitepaper's house alarm, from an empty canvas to an execution that was repaired. */
class WorkflowEditorTest extends StudioTest {
  private static final int F2 = 0xffbf;
  private static final int ENTER = 0xff0d;
  private static final int DELETE = 0xffff;

  @Test
  void shouldDrawDeployRunBreakAndRepairTheHouseAlarm() throws IOException {
    create("call-police", "def handler(event, context):\n    raise ValueError('line is dead')\n");
    delete("house-alarm");
    bot.clickMenu("File", "New Workflow…");
    bot.shell("New Workflow");
    bot.withId(Text.class, "newWorkflow.name").typeOver("house-alarm");
    bot.button("Create").click();
    bot.waitForTab("*house-alarm");
    BotCanvas canvas = bot.canvas("workflow.canvas", this::canvas);
    bot.captureScreenshot("workflow-empty");

    draw(canvas);
    bot.captureScreenshot("workflow-house-alarm");
    deploy();
    runBreakAndRepair();
  }

  private void draw(BotCanvas canvas) {
    canvas.drop(palette(), row("listen"), 220, 150);
    canvas.waitForNode("/do/event");
    rename("sensor");
    canvas.waitForNode("/do/sensor");
    bot.treeWithId("inspector.events").doubleClick("Waits for", "Event", "type");
    bot.withId(Text.class, "inspector.events.cell").typeOver("com.example.motion");
    bot.pressKey(ENTER);
    bot.withId(StyledText.class, "workflow.text").waitForText("type: com.example.motion");

    canvas.clickPlus("/do/sensor");
    bot.shell("Add State");
    bot.captureScreenshot("workflow-append");
    bot.typeText("switch");
    bot.pressKey(ENTER);
    canvas.waitForNode("/do/switch");
    rename("decide");
    canvas.waitForNode("/do/decide");
    bot.withId(Text.class, "inspector.switch.0.yes.when").typeOver(".[0].level > 3");

    bot.withId(Text.class, "workflow.search").typeOver("police");
    canvas.dropOnEdge(palette(), row("call:call-police"), "decide > End");
    canvas.waitForEdge("decide > call-police");
    assertThat(canvas.titles()).containsExactly("sensor", "decide", "call-police");

    canvas.click("/do/call-police");
    bot.pressKey('+');
    bot.shell("Add State");
    bot.typeText("delay");
    bot.pressKey(ENTER);
    canvas.waitForEdge("call-police > delay").waitForEdge("delay > End");
    canvas.connect("/do/delay", "/do/decide");
    canvas.waitForEdge("delay > decide");
    canvas.click("/do/delay");
    bot.pressCtrl('z');
    canvas.waitForEdge("delay > End");
  }

  private void rename(String name) {
    bot.pressKey(F2);
    bot.withId(Text.class, "graph.name");
    bot.typeText(name);
    bot.pressKey(ENTER);
  }

  private void deploy() throws IOException {
    bot.withId(Label.class, "workflow.problemCount").waitForText("No problems");
    bot.pressCtrl('s');
    bot.withId(Label.class, "workflow.message").waitForText("Deployed version 1.");
    bot.waitForTab("house-alarm");
    assertThat(server().client().workflows().get("house-alarm", null).definition())
        .isEqualTo(
            """
            document:
              dsl: 1.0.3
              namespace: default
              name: house-alarm
              version: 1.0.0
            do:
              - sensor:
                  listen:
                    to:
                      one:
                        with:
                          type: com.example.motion
              - decide:
                  switch:
                    - yes:
                        when: .[0].level > 3
                        then: call-police
                    - otherwise:
                        then: exit
              - call-police:
                  call: call-police
              - delay:
                  wait:
                    seconds: 10
            """);
  }

  private void runBreakAndRepair() throws IOException {
    bot.withId(Button.class, "workflow.start").click();
    bot.shell("Start Execution");
    bot.button("Start").click();
    bot.waitForTab("house-alarm (execution)");
    BotCanvas canvas = bot.canvas("execution.canvas", this::executed);
    waitForStatus(canvas, "/do/sensor", Mark.Kind.WAITING);
    bot.captureScreenshot("execution-waits");

    bot.withId(Button.class, "execution.deliver").click();
    bot.shell("Deliver Event");
    bot.withId(Text.class, "fix.data")
        .setText(
            "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"https://house.example\","
                + " \"type\": \"com.example.motion\", \"data\": {\"level\": 5}}");
    bot.withId(Text.class, "fix.why").typeOver("no sensor is wired here");
    bot.button("Deliver").click();
    bot.withId(Label.class, "execution.stands").waitForText("faulted");
    waitForStatus(canvas, "/do/call-police", Mark.Kind.FAILED);
    canvas.click("/do/decide");
    bot.withId(Text.class, "execution.details").waitForText("Took the case yes.");
    bot.captureScreenshot("execution-faulted");

    create("call-police", "def handler(event, context):\n    return {'called': True}\n");
    bot.withId(Button.class, "execution.retry").click();
    bot.shell("Retry");
    bot.button("Retry").click();
    waitForStatus(canvas, "/do/delay", Mark.Kind.WAITING);
    bot.withId(Button.class, "execution.timer").click();
    bot.shell("Fire Timer");
    bot.button("Fire").click();
    bot.withId(Label.class, "execution.stands").waitForText("completed");
    canvas.click("/do/call-police");
    bot.withId(Text.class, "execution.details").waitForText("\"called\" : true");
    bot.captureScreenshot("execution-repaired");

    List<ExecutionInfo> all =
        server().client().workflows().executions("house-alarm", null, 10, null).items();
    assertThat(all.stream().map(ExecutionInfo::status).toList()).containsExactly("completed");
  }

  @Test
  void shouldPutProblemsRight() throws IOException {
    String text =
        """
        document: {dsl: 1.0.3, namespace: default, name: to-mend, version: 1.0.0}
        do:
          - one:
              set: {x: 1} # kept
              then: tow
          - two:
              wait: PT1S
        """;
    server()
        .client()
        .workflows()
        .deploy(null, text.replace("tow", "two").getBytes(StandardCharsets.UTF_8));
    group("Workflows").doubleClick("to-mend");
    bot.waitForTab("to-mend");
    bot.withId(StyledText.class, "workflow.text").waitForText("kept").setText(text);
    BotTable problems = bot.tableWithId("workflow.problems").waitForRow("There is no task 'tow'");
    bot.withId(Button.class, "workflow.fix").waitUntilEnabled(false);
    problems.select("There is no task 'tow'");
    bot.withId(Button.class, "workflow.fix").waitUntilEnabled(true);
    bot.widget(Combo.class, "with what is written", combo -> combo.getText().equals("tow"));
    bot.captureScreenshot("workflow-quick-fix");
    bot.withId(Table.class, "workflow.problems").clickContextMenu("Change 'tow' to 'two'");
    bot.withId(Label.class, "workflow.problemCount").waitForText("No problems");
    bot.withId(StyledText.class, "workflow.text").waitForText("then: two\n");
    bot.pressCtrl('z');
    bot.withId(StyledText.class, "workflow.text").waitForText("then: tow");
  }

  @Test
  void shouldKeepTextAndGraphInSyncWhileTextIsWrong() throws IOException {
    deploy(
        """
        document: {dsl: 1.0.3, namespace: default, name: in-sync, version: 1.0.0}
        do:
          # first of all
          - one:
              set: {x: 1} # kept
          - two:
              wait: PT1S
        """);
    group("Workflows").doubleClick("in-sync");
    bot.waitForTab("in-sync");
    BotCanvas canvas = bot.canvas("workflow.canvas", this::canvas);
    canvas.waitForNode("/do/two");
    bot.withId(StyledText.class, "workflow.text").typeAtEnd("  - three: {");
    bot.withId(Label.class, "workflow.problemCount").waitForText("1 error");
    assertThat(canvas.titles()).containsExactly("one", "two", "three");
    bot.captureScreenshot("workflow-wrong-text");
    bot.typeText("wait: PT2S}");
    canvas.waitForEdge("two > three");

    canvas.click("/do/two");
    bot.pressKey(DELETE);
    canvas.waitForEdge("one > three");
    bot.withId(StyledText.class, "workflow.text").waitForText("set: {x: 1} # kept\n  - three");
    bot.pressCtrl('z');
    canvas.waitForEdge("two > three");
    canvas.drag("/do/one", 120, 40);
    bot.waitUntil(
        "the state is where it was put",
        () -> {
          Node node = canvas().scene().node("/do/one").orElseThrow();
          Node two = canvas().scene().node("/do/two").orElseThrow();
          return node.box().x() > two.box().x() + 50;
        });
    bot.clickToolItem("Lay out to the right");
    bot.waitUntil(
        "the states stand side by side",
        () -> {
          Node node = canvas().scene().node("/do/one").orElseThrow();
          Node two = canvas().scene().node("/do/two").orElseThrow();
          return two.box().x() > node.box().right();
        });
  }

  private void deploy(String text) throws IOException {
    server()
        .client()
        .workflows()
        .deploy(null, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private void waitForStatus(BotCanvas canvas, String id, Mark.Kind status) {
    bot.waitUntil(
        id + " is " + status,
        () ->
            executed()
                .scene()
                .node(id)
                .map(Node::status)
                .filter(mark -> mark.kind() == status)
                .isPresent());
  }

  private Control palette() {
    return bot.ui().ask(() -> editor().palette().control());
  }

  private java.util.function.Supplier<Rectangle> row(String id) {
    return () -> editor().palette().bounds(id);
  }

  private void delete(String name) throws IOException {
    try {
      server().client().workflows().delete(name);
    } catch (SluiceApiException e) {
      assertThat(e.status()).isEqualTo(404);
    }
  }

  private WorkflowEditor editor() {
    return (WorkflowEditor) page().getActiveEditor();
  }

  private GraphCanvas canvas() {
    return editor().canvas();
  }

  private GraphCanvas executed() {
    return ((ExecutionEditor) page().getActiveEditor()).canvas();
  }
}
