package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.tests.bot.BotCanvas;
import dev.sluice.studio.tests.bot.BotControl;
import dev.sluice.studio.tests.bot.BotTree;
import dev.sluice.studio.ui.workflow.WorkflowEditor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

/** What an event state waits for, changed in its tree. */
class WorkflowEventsTest extends StudioTest {
  private static final int ENTER = 0xff0d;
  private static final int DELETE = 0xffff;
  private static final int F2 = 0xffbf;

  @Test
  void shouldChangeEventsFiltersAndCorrelationInTheTree() throws IOException {
    String text =
        """
        document: {dsl: 1.0.3, namespace: default, name: waits-for, version: 1.0.0}
        do:
          - order: # kept
              listen:
                to:
                  any:
                    # paid by card
                    - with: {type: order.paid}   # kept too
                    - with:
                        type: order.cancelled
        """;
    server().client().workflows().deploy(null, text.getBytes(StandardCharsets.UTF_8));
    group("Workflows").doubleClick("waits-for");
    bot.waitForTab("waits-for");
    BotCanvas canvas =
        bot.canvas("workflow.canvas", () -> ((WorkflowEditor) page().getActiveEditor()).canvas());
    canvas.click("/do/order");
    BotTree events = bot.treeWithId("inspector.events");
    events.select("Waits for", "Event 1");
    bot.captureScreenshot("workflow-events");

    // A correlation key: named, then taken from the event.
    events.clickContextMenu("Correlation Key");
    bot.withId(Text.class, "inspector.events.cell").typeOver("orderId");
    bot.pressKey(ENTER);
    events.waitForItem("Waits for", "Event 1", "orderId");
    events.select("Waits for", "Event 1", "orderId", "from");
    bot.pressKey(ENTER);
    bot.withId(Text.class, "inspector.events.cell").typeOver(".data.order |");
    Label says = bot.withId(Label.class, "inspector.eventsSay").widget();
    bot.waitUntil("it says what is wrong", () -> !says.getText().isEmpty());
    bot.captureScreenshot("workflow-events-wrong");
    bot.withId(Text.class, "inspector.events.cell").typeOver(".data.order");
    bot.pressKey(ENTER);
    bot.withId(StyledText.class, "workflow.text").waitForText("from: .data.order\n");
    assertThat(bot.withId(StyledText.class, "workflow.text").text())
        .contains("# paid by card\n            - with: {type: order.paid}   # kept too\n");

    events.select("Waits for");
    events.clickContextMenu("Until a Condition");
    bot.withId(Text.class, "inspector.events.cell").typeOver("length == 3");
    bot.pressKey(ENTER);
    bot.withId(StyledText.class, "workflow.text").waitForText("until: length == 3");
    events.select("Waits for", "Event 2", "type");
    bot.pressKey(F2);
    bot.withId(Text.class, "inspector.events.cell").typeOver("subject");
    bot.pressKey(ENTER);
    bot.withId(StyledText.class, "workflow.text").waitForText("subject: order.cancelled");
    bot.captureScreenshot("workflow-events-changed");

    events.select("Waits for", "Event 2");
    bot.pressKey(DELETE);
    bot.withId(StyledText.class, "workflow.text").waitForText("# kept too\n");
    assertThat(bot.withId(StyledText.class, "workflow.text").text())
        .doesNotContain("order.cancelled");
    canvas.click("/do/order");
    bot.pressCtrl('z');
    bot.withId(StyledText.class, "workflow.text").waitForText("subject: order.cancelled");
  }

  @Test
  void shouldWaitForOneGroupOfEventsOrAnother() throws IOException {
    String text =
        """
        document: {dsl: 1.0.3, namespace: default, name: groups, version: 1.0.0}
        do:
          - order:
              listen:
                to:
                  all:
                    # the money
                    - with: {type: order.paid}
                    - with: {type: order.packed}
          - ship: {wait: PT1S}
        """;
    server().client().workflows().deploy(null, text.getBytes(StandardCharsets.UTF_8));
    group("Workflows").doubleClick("groups");
    bot.waitForTab("groups");
    BotCanvas canvas =
        bot.canvas("workflow.canvas", () -> ((WorkflowEditor) page().getActiveEditor()).canvas());
    canvas.click("/do/order");
    events().select("Waits for");
    events().clickContextMenu("Or Another Group");
    bot.withId(Text.class, "inspector.events.cell").typeOver("order.cancelled");
    bot.pressKey(ENTER);
    editor().waitForText("type: order.cancelled");
    events().select("Waits for", "group2");
    bot.pressKey(F2);
    bot.withId(Text.class, "inspector.events.cell").typeOver("cancelled");
    bot.pressKey(ENTER);
    editor().waitForText("- cancelled:");
    events().waitForItem("Waits for", "cancelled");
    bot.captureScreenshot("workflow-event-groups");
    assertThat(editor().text()).contains("compete: true", "# the money\n");

    // What was renamed is still where the keys go.
    bot.pressKey(DELETE);
    StyledText written = editor().widget();
    bot.waitUntil("the state is a plain one", () -> written.getText().equals(text));
    events().waitForItem("Waits for", "Event 1");
    canvas.click("/do/order");
    bot.pressCtrl('z');
    bot.waitUntil("it has groups", () -> written.getText().contains("compete: true"));
    events().waitForItem("Waits for", "cancelled");
  }

  /** The tree of now: another form has another one. */
  private BotTree events() {
    return bot.treeWithId("inspector.events");
  }

  private BotControl<StyledText> editor() {
    return bot.withId(StyledText.class, "workflow.text");
  }
}
