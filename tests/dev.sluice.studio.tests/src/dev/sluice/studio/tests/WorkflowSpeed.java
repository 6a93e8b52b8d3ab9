package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.core.workflow.Palette;
import dev.sluice.studio.tests.bot.BotCanvas;
import dev.sluice.studio.ui.graph.GraphCanvas;
import dev.sluice.studio.ui.workflow.WorkflowEditor;
import dev.sluice.studio.ui.workflow.WorkflowEditors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.core.runtime.ILog;
import org.junit.jupiter.api.Test;

/**
 * Measures the workflow editor with large files; no part of the tests, since its name is none:
 * {@code -Dtest=WorkflowSpeed}. Numbers go to the log.
 */
class WorkflowSpeed extends StudioTest {

  @Test
  void shouldMeasure() throws IOException {
    open(100);
    String five = open(500);
    String frames = frames();
    String edit = edit();
    String thousands = open(5000);
    String all = String.join("\n", five, frames, edit, thousands);
    Files.writeString(Path.of(System.getProperty("studio.shots")).resolve("speed.txt"), all);
    ILog.of(WorkflowSpeed.class).info(all);
  }

  private String open(int states) throws IOException {
    bot.ui().run(() -> page().closeAllEditors(false));
    Path file = Files.createTempFile("speed", ".flow.yaml");
    Files.writeString(file, text(states));
    long start = System.nanoTime();
    bot.ui().run(() -> WorkflowEditors.open(page().getWorkbenchWindow(), file));
    BotCanvas drawn = bot.canvas("workflow.canvas", this::canvas);
    drawn.waitForNode("/do/t" + (states - 1));
    bot.ui().run(() -> canvas().control().update());
    long millis = (System.nanoTime() - start) / 1_000_000;
    Files.delete(file);
    return "open of " + states + " states: " + millis + " ms";
  }

  private String frames() {
    int count = 200;
    long nanos =
        bot.ui()
            .ask(
                () -> {
                  canvas().zoomToOne();
                  long start = System.nanoTime();
                  for (int i = 0; i < count; i++) {
                    canvas().viewport().pan(i % 2 == 0 ? -3 : 2, -7);
                    if (i % 10 == 0) {
                      canvas().viewport().zoom(i % 20 == 0 ? 0.9 : 1 / 0.9, 200, 200);
                    }
                    canvas().control().redraw();
                    canvas().control().update();
                  }
                  return System.nanoTime() - start;
                });
    long fitted =
        bot.ui()
            .ask(
                () -> {
                  canvas().fit();
                  long start = System.nanoTime();
                  for (int i = 0; i < count; i++) {
                    canvas().viewport().pan(i % 2 == 0 ? -1 : 1, 0);
                    canvas().control().redraw();
                    canvas().control().update();
                  }
                  return System.nanoTime() - start;
                });
    return "pan and zoom at 100%: "
        + count * 1_000_000_000L / nanos
        + " frames/s, all 500 in sight: "
        + count * 1_000_000_000L / fitted
        + " frames/s";
  }

  private String edit() {
    Palette.Entry delay =
        Palette.states().stream().filter(e -> e.id().equals("wait")).findFirst().orElseThrow();
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String at = "/do/t" + (100 + i);
      millis.add(
          bot.ui()
              .ask(
                  () -> {
                    long start = System.nanoTime();
                    editor().append(delay, at);
                    canvas().control().update();
                    return (System.nanoTime() - start) / 1_000_000;
                  }));
    }
    Collections.sort(millis);
    assertThat(millis).isNotEmpty();
    return "an edit of 500 states: median "
        + millis.get(10)
        + " ms, most "
        + millis.get(19)
        + " ms";
  }

  private static String text(int states) {
    StringBuilder text =
        new StringBuilder(
            "document: {dsl: 1.0.3, namespace: default, name: large, version: 1.0.0}\ndo:\n");
    for (int i = 0; i < states; i++) {
      text.append("  - t").append(i).append(":\n");
      if (i % 10 == 5 && i + 4 < states) {
        text.append("      switch:\n        - a:\n            when: .x > ").append(i);
        text.append("\n            then: t").append(i + 3);
        text.append("\n        - b:\n            then: continue\n");
      } else {
        text.append("      set:\n        value: ").append(i).append("\n");
      }
    }
    return text.toString();
  }

  private WorkflowEditor editor() {
    return (WorkflowEditor) page().getActiveEditor();
  }

  private GraphCanvas canvas() {
    return editor().canvas();
  }
}
