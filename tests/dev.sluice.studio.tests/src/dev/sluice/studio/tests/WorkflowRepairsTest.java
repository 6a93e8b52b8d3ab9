package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.WorkflowsClient;
import dev.sluice.studio.tests.bot.BotTable;
import dev.sluice.studio.ui.StudioIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

/** Repairs of several executions at once, in the list of them. */
class WorkflowRepairsTest extends StudioTest {
  private static final String TEXT =
      """
      document: {dsl: 1.0.3, namespace: default, name: %s, version: 1.0.0}
      do:
        - choose:
            switch:
              - slow: {when: .slow, then: rest}
              - quick: {then: exit}
        - rest:
            wait: PT1H
        - thank:
            set: {thanked: true}
      """;

  private WorkflowsClient workflows() {
    return server().client().workflows();
  }

  private BotTable open(String name) throws IOException {
    try {
      workflows().delete(name);
    } catch (SluiceApiException e) {
      assertThat(e.status()).isEqualTo(404);
    }
    workflows().deploy(null, TEXT.formatted(name).getBytes(StandardCharsets.UTF_8));
    start(name, "first-" + name, true);
    start(name, "second-" + name, true);
    start(name, "done-" + name, false);
    bot.ui()
        .run(
            () -> {
              turnTo(StudioIds.WORKFLOW_PERSPECTIVE);
              page().resetPerspective();
              show(StudioIds.EXECUTIONS_VIEW);
            });
    bot.withId(Text.class, "executions.filter").setText(name);
    bot.withId(Combo.class, "executions.status").select("any status");
    bot.withId(Combo.class, "executions.time").select("any time");
    bot.withId(Text.class, "executions.key").setText("");
    bot.withId(Text.class, "executions.state").setText("");
    return bot.tableWithId("executions.table").waitForSize(3).waitForRow("completed");
  }

  private void start(String name, String key, boolean slow) throws IOException {
    ExecutionInfo unused =
        workflows().start(name, new ExecutionStart(null, key, java.util.Map.of("slow", slow)));
  }

  private List<String> statuses(String name) throws IOException {
    return workflows().executions(name, null, 10, null).items().stream()
        .map(each -> each.key() + " " + each.status())
        .sorted()
        .toList();
  }

  @Test
  void shouldListThoseOfATimeAKeyAndAState() throws IOException {
    BotTable table = open("to-find");
    bot.withId(Text.class, "executions.state").typeOver("rest");
    table.waitForSize(2).waitForRow("second-to-find");
    bot.withId(Combo.class, "executions.time").select("last hour");
    bot.withId(Text.class, "executions.key").typeOver("first-to-find");
    table.waitForSize(1).waitForRow("first-to-find");
    bot.captureScreenshot("executions-filtered");
    bot.withId(Combo.class, "executions.status").select("faulted");
    table.waitForSize(0);
    bot.withId(Combo.class, "executions.status").select("running");
    table.waitForSize(1);
    bot.withId(Text.class, "executions.state").typeOver("nowhere");
    table.waitForSize(0);
  }

  @Test
  void shouldPreviewAndRepairWhatIsSelected() throws IOException {
    BotTable table = open("to-repair");
    bot.withId(Button.class, "executions.cancel").waitUntilEnabled(false);
    table.selectAll();
    bot.withId(Label.class, "executions.counts").waitForText("3 selected");
    bot.captureScreenshot("executions-selected");
    bot.withId(Button.class, "executions.suspend").click();
    bot.shell("Suspend: 3 Executions");
    BotTable preview = bot.tableWithId("repair.table");
    preview.waitForRow("first-to-repair | to-repair | running | suspended | rest");
    preview.waitForRow("done-to-repair | to-repair | completed |  |");
    bot.withId(Button.class, "repair.do").waitUntilEnabled(true);
    bot.captureScreenshot("executions-preview");
    // So far, it was only told.
    assertThat(statuses("to-repair"))
        .containsExactly(
            "done-to-repair completed", "first-to-repair running", "second-to-repair running");
    bot.withId(Text.class, "repair.why").typeOver("the shop is closed");
    bot.withId(Button.class, "repair.do").click();
    bot.waitUntilClosed("Suspend: 3 Executions");
    assertThat(statuses("to-repair"))
        .containsExactly(
            "done-to-repair completed", "first-to-repair suspended", "second-to-repair suspended");
    table.waitForRow("suspended");
    String id = workflows().executions("to-repair", "suspended", 1, null).items().get(0).id();
    assertThat(workflows().history(id).toString()).contains("the shop is closed");
  }

  @Test
  void shouldJumpOneOrManyAndSayWhyOneCannot() throws IOException {
    BotTable table = open("to-jump");
    table.selectAll();
    bot.withId(Table.class, "executions.table").clickContextMenu("Jump…");
    bot.shell("Jump: 3 Executions");
    bot.withId(Button.class, "repair.do").waitUntilEnabled(false);
    bot.withId(Text.class, "repair.state").typeOver("nowhere");
    BotTable preview = bot.tableWithId("repair.table");
    preview.waitForRow("no state 'nowhere'");
    bot.withId(Button.class, "repair.do").waitUntilEnabled(false);
    bot.captureScreenshot("executions-preview-refused");
    bot.withId(Text.class, "repair.state").typeOver("thank");
    preview.waitForRow("second-to-jump | to-jump | running | completed");
    bot.withId(Button.class, "repair.do").click();
    bot.waitUntilClosed("Jump: 3 Executions");
    assertThat(statuses("to-jump"))
        .containsExactly(
            "done-to-jump completed", "first-to-jump completed", "second-to-jump completed");
  }

  @Test
  void shouldStayOpenWithWhatWentWrong() throws IOException {
    BotTable table = open("to-fail");
    table.selectAll();
    bot.withId(Button.class, "executions.suspend").click();
    bot.shell("Suspend: 3 Executions");
    bot.withId(Button.class, "repair.do").waitUntilEnabled(true);
    // Somebody else is quicker.
    String id =
        workflows().executions("to-fail", "running", 10, null).items().stream()
            .filter(each -> "first-to-fail".equals(each.key()))
            .findFirst()
            .orElseThrow()
            .id();
    ExecutionInfo unused =
        workflows().fix(id, "cancel", new ExecutionFix(null, null, null, null, null, null, null));
    bot.withId(Button.class, "repair.do").click();
    BotTable rows = bot.tableWithId("repair.table");
    rows.waitForRow("second-to-fail | to-fail | suspended | suspended");
    rows.waitForRow("first-to-fail | to-fail | cancelled |  |  | it is over");
    bot.button("Close");
    assertThat(rows.size()).isEqualTo(2);
    bot.captureScreenshot("executions-repair-failed");
    bot.button("Close").click();
    bot.waitUntilClosed("Suspend: 3 Executions");
    assertThat(statuses("to-fail"))
        .containsExactly(
            "done-to-fail completed", "first-to-fail cancelled", "second-to-fail suspended");
  }

  @Test
  void shouldRepairOneAsMany() throws IOException {
    BotTable table = open("to-cancel");
    table.select("second-to-cancel");
    bot.withId(Button.class, "executions.cancel").click();
    bot.shell("Cancel: 1 Execution");
    bot.tableWithId("repair.table").waitForRow("running | cancelled");
    bot.withId(Button.class, "repair.do").click();
    bot.waitUntilClosed("Cancel: 1 Execution");
    assertThat(statuses("to-cancel")).contains("second-to-cancel cancelled");
  }
}
