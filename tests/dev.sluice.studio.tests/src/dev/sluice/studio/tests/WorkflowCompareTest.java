package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.SluiceApiException;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.tests.bot.BotCanvas;
import dev.sluice.studio.ui.graph.GraphCanvas;
import dev.sluice.studio.ui.workflow.WorkflowCompareEditor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.Test;

/** What became of a workflow since a version of it, as people look at it. */
class WorkflowCompareTest extends StudioTest {
  private static final String FIRST =
      """
      document: {dsl: 1.0.3, namespace: default, name: order-compared, version: 1.0.0}
      do:
        - reserve:
            set: {reserved: true}
        - items:
            for: {each: item, in: .items}
            do:
              - pack: {set: {packed: true}}
              - label: {set: {label: true}}
        - notify:
            try:
              - mail: {set: {mailed: true}}
            catch:
              do:
                - note: {set: {noted: true}}
        - decide:
            switch:
              - large: {when: .total > 100, then: review}
              - small: {then: exit}
        - review:
            wait: PT10S
      """;
  private static final String SECOND =
      FIRST
          .replace("set: {reserved: true}", "set: {reserved: true, until: tonight}")
          .replace("        - label: {set: {label: true}}\n", "")
          .replace("{then: exit}", "{then: thank}")
          .replace(
              "    wait: PT10S\n", "    wait: PT10S\n  - thank:\n      set: {thanked: true}\n");

  @Test
  void shouldShowWhatCameWhatWentAndWhatSaysSomethingElse() throws IOException {
    delete("order-compared");
    deploy(FIRST);
    deploy(SECOND);
    group("Workflows").doubleClick("order-compared");
    bot.waitForTab("order-compared");
    bot.withId(StyledText.class, "workflow.text").waitForText("thanked");
    bot.pressToolItem("Compare with Version…");
    bot.waitForTab("order-compared (compare)");
    bot.withId(Label.class, "compareWorkflow.summary").waitForText("No differences.");
    BotCanvas canvas = bot.canvas("compareWorkflow.canvas", this::canvas);
    canvas.waitForNode("/do/thank");
    bot.captureScreenshot("workflow-compare-same");

    bot.withId(Combo.class, "compareWorkflow.before").select(item("version 1,"));
    canvas.waitForNode("/do/items/do/label");
    bot.withId(Label.class, "compareWorkflow.added").waitForText("1 added");
    bot.withId(Label.class, "compareWorkflow.removed").waitForText("1 removed");
    bot.withId(Label.class, "compareWorkflow.changed").waitForText("2 changed");
    assertThat(status("/do/thank")).isEqualTo(Mark.Kind.ADDED);
    assertThat(status("/do/items/do/label")).isEqualTo(Mark.Kind.REMOVED);
    assertThat(status("/do/reserve")).isEqualTo(Mark.Kind.CHANGED);
    assertThat(status("/do/decide")).isEqualTo(Mark.Kind.CHANGED);
    assertThat(status("/do/review")).isEqualTo(Mark.Kind.SAME);
    assertThat(styles()).contains("decide small thank ADDED", "decide small End REMOVED");
    // Where nothing became of anything, nobody has to look.
    assertThat(canvas.node("/do/notify").shape()).isEqualTo(Node.Shape.CLOSED);

    canvas.click("/do/reserve");
    bot.withId(Label.class, "compareWorkflow.texts.left.title").waitForText("reserve in version 1");
    bot.withId(StyledText.class, "compareWorkflow.texts.left")
        .waitForText("reserve:\n  set: {reserved: true}");
    bot.withId(StyledText.class, "compareWorkflow.texts.right").waitForText("until: tonight");
    bot.captureScreenshot("workflow-compare");

    bot.pressToolItem("Next change");
    bot.withId(Label.class, "compareWorkflow.texts.left.title").waitForText("label in version 1");
    bot.captureScreenshot("workflow-compare-removed");
  }

  @Test
  void shouldFollowTheTextOfTheEditor() throws IOException {
    delete("order-followed");
    String text = FIRST.replace("order-compared", "order-followed");
    deploy(text);
    group("Workflows").doubleClick("order-followed");
    bot.waitForTab("order-followed");
    bot.withId(StyledText.class, "workflow.text")
        .waitForText("PT10S")
        .setText(text.replace("do:\n  - reserve", "do:\n  # first of all\n  - reserve"));
    bot.pressToolItem("Compare with Version…");
    bot.waitForTab("order-followed (compare)");
    bot.withId(Label.class, "compareWorkflow.summary").waitForText("No differences but");

    bot.activateTab("*order-followed");
    bot.withId(StyledText.class, "workflow.text").setText(text + "  - more: {wait: PT1S}\n");
    bot.activateTab("order-followed (compare)");
    BotCanvas canvas = bot.canvas("compareWorkflow.canvas", this::canvas);
    canvas.waitForNode("/do/more");
    assertThat(status("/do/more")).isEqualTo(Mark.Kind.ADDED);

    bot.activateTab("*order-followed");
    bot.withId(StyledText.class, "workflow.text").typeAtEnd("  - wrong: {");
    bot.activateTab("order-followed (compare)");
    bot.withId(Label.class, "compareWorkflow.summary").waitForText("cannot be read");
    bot.captureScreenshot("workflow-compare-unreadable");
  }

  private String item(String start) {
    Combo combo = bot.withId(Combo.class, "compareWorkflow.before").widget();
    return bot.waitFor(
        "the choice " + start,
        () ->
            Arrays.stream(combo.getItems())
                .filter(each -> each.startsWith(start))
                .findFirst()
                .orElse(null));
  }

  private Mark.Kind status(String id) {
    return bot.ui().ask(() -> canvas().scene().node(id).orElseThrow().status().kind());
  }

  private List<String> styles() {
    return bot.ui()
        .ask(
            () -> {
              Scene scene = canvas().scene();
              return scene.lines().stream()
                  .map(
                      line ->
                          title(scene, line.from())
                              + " "
                              + line.label()
                              + " "
                              + title(scene, line.to())
                              + " "
                              + line.style())
                  .toList();
            });
  }

  private static String title(Scene scene, String id) {
    return scene.node(id).map(Node::title).orElse("?");
  }

  private void deploy(String text) throws IOException {
    server().client().workflows().deploy(null, text.getBytes(StandardCharsets.UTF_8));
  }

  private void delete(String name) throws IOException {
    try {
      server().client().workflows().delete(name);
    } catch (SluiceApiException e) {
      assertThat(e.status()).isEqualTo(404);
    }
  }

  private GraphCanvas canvas() {
    return ((WorkflowCompareEditor) page().getActiveEditor()).canvas();
  }
}
