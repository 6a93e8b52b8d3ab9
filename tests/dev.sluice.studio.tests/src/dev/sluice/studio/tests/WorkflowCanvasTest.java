package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.tests.bot.BotCanvas;
import dev.sluice.studio.ui.workflow.WorkflowEditor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to a drawing as a whole: select with the lasso, and export. */
class WorkflowCanvasTest extends StudioTest {
  private static final int DELETE = 0xffff;

  @TempDir Path folder;

  private BotCanvas open(String name) throws IOException {
    server()
        .client()
        .workflows()
        .deploy(
            null,
            """
            document: {dsl: 1.0.3, namespace: default, name: %s, version: 1.0.0}
            do:
              - one: {set: {x: 1}}
              - two: {set: {x: 2}}
              - loop:
                  for: {each: item, in: .items}
                  do:
                    - inner: {set: {x: 3}}
              - four: {set: {x: 4}}
            """
                .formatted(name)
                .getBytes(StandardCharsets.UTF_8));
    group("Workflows").doubleClick(name);
    bot.waitForTab(name);
    BotCanvas canvas =
        bot.canvas("workflow.canvas", () -> ((WorkflowEditor) page().getActiveEditor()).canvas());
    canvas.waitForNode("/do/four");
    return canvas;
  }

  @Test
  void shouldSelectAndDeleteWithTheLasso() throws IOException {
    BotCanvas canvas = open("with-lasso");
    canvas.lasso("/do/one", "/do/two");
    bot.waitUntil(
        "both are selected", () -> canvas.selected().equals(Set.of("/do/one", "/do/two")));
    bot.captureScreenshot("workflow-lasso");
    bot.pressKey(DELETE);
    canvas.waitForEdge("Start > loop");
    bot.withId(StyledText.class, "workflow.text").waitForText("do:\n  - loop:");
    bot.pressCtrl('z');
    canvas.waitForEdge("one > two");
  }

  @Test
  void shouldDragStatesIntoContainersAndOut() throws IOException {
    BotCanvas canvas = open("with-containers");
    canvas.dragOnto("/do/two", "/do/loop/do/inner", "workflow-drag-into");
    canvas.waitForEdge("inner > two").waitForEdge("one > loop");
    bot.withId(StyledText.class, "workflow.text")
        .waitForText("        - inner: {set: {x: 3}}\n        - two: {set: {x: 2}}\n");
    bot.waitUntil("it is selected", () -> canvas.selected().equals(Set.of("/do/loop/do/two")));
    canvas.dragOnto("/do/loop/do/inner", "/do/four", "workflow-drag-out");
    canvas.waitForEdge("four > inner");
    bot.withId(StyledText.class, "workflow.text")
        .waitForText("  - four: {set: {x: 4}}\n  - inner: {set: {x: 3}}\n");
    bot.pressCtrl('z');
    bot.pressCtrl('z');
    canvas.waitForEdge("one > two");
  }

  @Test
  void shouldDragASwitchIntoAContainer() throws IOException {
    BotCanvas canvas = open("with-switch");
    bot.withId(StyledText.class, "workflow.text")
        .typeAtEnd("  - choose: {switch: [{yes: {when: .x, then: four}}]}\n");
    canvas.waitForEdge("choose > four");
    canvas.dragOnto("/do/choose", "/do/loop/do/inner", "workflow-drag-switch");
    canvas.waitForEdge("inner > choose");
    assertThat(canvas.edges()).doesNotContain("choose > four").contains("loop > four");
  }

  @Test
  void shouldExportAsSvgAndPng() throws IOException {
    open("to-export");
    Path svg = folder.resolve("drawing.svg");
    bot.pressToolItem("Export as SVG or PNG…");
    bot.answerFileDialog(svg.toString());
    bot.withId(Label.class, "workflow.message").waitForText("Exported to " + svg);
    assertThat(svg)
        .content()
        .startsWith("<svg")
        .contains(">one<", ">loop<", ">inner<")
        .endsWith("</svg>\n");

    Path png = folder.resolve("drawing.png");
    bot.pressToolItem("Export as SVG or PNG…");
    bot.answerFileDialog(png.toString());
    bot.withId(Label.class, "workflow.message").waitForText("Exported to " + png);
    assertThat(Files.size(png)).isPositive();
    ImageData picture = bot.ui().ask(() -> new ImageData(png.toString()));
    assertThat(picture.width).isGreaterThan(200);
    assertThat(picture.height).isGreaterThan(300);
    assertThat(colours(picture)).as("more than paper").isGreaterThan(5);
  }

  private static long colours(ImageData picture) {
    return java.util.stream.IntStream.range(0, picture.width * picture.height)
        .map(i -> picture.getPixel(i % picture.width, i / picture.width))
        .distinct()
        .count();
  }

  @Test
  void shouldShowTheSelectedStateInTheOutline() throws IOException {
    BotCanvas canvas = open("in-outline");
    bot.treeWithId("workflow.outline").select("loop", "inner");
    bot.waitUntil(
        "the canvas shows it", () -> canvas.selected().equals(Set.of("/do/loop/do/inner")));
    bot.captureScreenshot("workflow-outline-selected");
  }
}
