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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.swt.events.PaintListener;
import org.eclipse.swt.widgets.Control;
import org.junit.jupiter.api.Test;

/**
 * Measures the workflow editor with large files; no part of the tests, since its name is none. Run
 * by {@code ./sluice bench studio}, which prints the report.
 */
class WorkflowSpeed extends StudioTest {
  private static final int FRAMES = 200;
  private static final int EDITS = 20;

  private final List<String> rows = new ArrayList<>();
  private final List<String> floors = new ArrayList<>();

  @Test
  void shouldMeasure() throws IOException {
    double unusedWarmUp = open(100);
    double five = open(500);
    row("open a file of 500 states", "%.0f ms", five, "at most 1,000 ms", five <= 1_000);
    double close = frames(true);
    row("pan and zoom 500 states at 100 %", "%.0f frames/s", close, "at least 30", close >= 30);
    double all = frames(false);
    row("pan 500 states, all in sight", "%.0f frames/s", all, "at least 30", all >= 30);
    double[] edits = edits();
    double edit = edits[0];
    rows.add(
        String.format(Locale.ROOT, "| of it, until the next frame begins | %.0f ms | |", edits[1]));
    row("an edit of 500 states until drawn, p50", "%.0f ms", edit, "at most 50 ms", edit <= 50);
    double thousands = open(5_000);
    row(
        "open a file of 5,000 states",
        "%.0f ms",
        thousands,
        "at most 5,000 ms",
        thousands <= 5_000);
    String report =
        "## Workflow editor\n\n|  | measured | floor |\n| --- | --: | --: |\n"
            + String.join("\n", rows)
            + "\n\n## Floors\n\n"
            + String.join("\n", floors)
            + "\n";
    Path shots = Files.createDirectories(Path.of(System.getProperty("studio.shots")));
    Files.writeString(shots.resolve("speed.md"), report);
    assertThat(floors).hasSize(5);
  }

  private void row(String what, String format, double value, String floor, boolean held) {
    String measured = String.format(Locale.ROOT, format, value);
    rows.add("| " + what + " | " + measured + " | " + floor + " |");
    floors.add(
        "- "
            + (held ? "pass" : "FAIL")
            + ": studio: "
            + what
            + ", "
            + floor
            + " ("
            + measured
            + ")");
  }

  /** Milliseconds until the last state is drawn. */
  private double open(int states) throws IOException {
    bot.ui().run(() -> page().closeAllEditors(false));
    Path file = Files.createTempFile("speed", ".flow.yaml");
    Files.writeString(file, text(states));
    long start = System.nanoTime();
    bot.ui().run(() -> WorkflowEditors.open(page().getWorkbenchWindow(), file));
    BotCanvas drawn = bot.canvas("workflow.canvas", this::canvas);
    drawn.waitForNode("/do/t" + (states - 1));
    bot.ui().run(this::draw);
    double millis = (System.nanoTime() - start) / 1e6;
    Files.delete(file);
    return millis;
  }

  /** Frames a second, with some of the states large in sight, or with all of them small. */
  private double frames(boolean large) {
    long nanos =
        bot.ui()
            .ask(
                () -> {
                  if (large) {
                    canvas().zoomToOne();
                  } else {
                    canvas().fit();
                  }
                  long start = System.nanoTime();
                  for (int i = 0; i < FRAMES; i++) {
                    canvas().viewport().pan(i % 2 == 0 ? -3 : 2, large ? -7 : 0);
                    if (large && i % 10 == 0) {
                      canvas().viewport().zoom(i % 20 == 0 ? 0.9 : 1 / 0.9, 200, 200);
                    }
                    draw();
                  }
                  return System.nanoTime() - start;
                });
    return FRAMES * 1e9 / nanos;
  }

  /**
   * Has the canvas drawn and waits until it is: GTK does not draw when it is told to, but with the
   * next frame. UI thread.
   */
  private void draw() {
    Control control = canvas().control();
    boolean[] drawn = new boolean[1];
    PaintListener listener = e -> drawn[0] = true;
    control.addPaintListener(listener);
    control.redraw();
    while (!drawn[0]) {
      if (!control.getDisplay().readAndDispatch()) {
        control.getDisplay().sleep();
      }
    }
    control.removePaintListener(listener);
  }

  /**
   * Milliseconds from an edit until it is drawn, half of all at most; then until it is ready to be
   * drawn, since GTK draws with its next frame.
   */
  private double[] edits() {
    Palette.Entry delay =
        Palette.states().stream().filter(e -> e.id().equals("wait")).findFirst().orElseThrow();
    double[] millis = new double[EDITS];
    double[] ready = new double[EDITS];
    for (int i = 0; i < EDITS; i++) {
      String at = "/do/t" + (100 + i);
      int edit = i;
      millis[i] =
          bot.ui()
              .ask(
                  () -> {
                    long start = System.nanoTime();
                    editor().append(delay, at);
                    ready[edit] = (System.nanoTime() - start) / 1e6;
                    draw();
                    return (System.nanoTime() - start) / 1e6;
                  });
    }
    Arrays.sort(millis);
    Arrays.sort(ready);
    return new double[] {millis[EDITS / 2], ready[EDITS / 2]};
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
