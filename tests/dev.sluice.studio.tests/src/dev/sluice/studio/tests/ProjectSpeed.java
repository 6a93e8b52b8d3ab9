package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.project.Project;
import dev.sluice.studio.core.project.Projects;
import dev.sluice.studio.tests.bot.BotControl;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.project.FileEditors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.swt.custom.StyledText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the time from saving a file until its function, deployed by that, has answered; no part
 * of the tests, since its name is none. Run by {@code ./sluice bench studio}, which prints the
 * report.
 */
class ProjectSpeed extends StudioTest {
  private static final int EDITS = 30;
  private static final int FLOOR_MILLIS = 300;

  @TempDir Path temp;

  @Test
  void shouldMeasure() throws IOException, InterruptedException {
    Path code = Files.writeString(temp.resolve("main.py"), code(-1));
    Files.writeString(
        temp.resolve("sluice.yaml"),
        "functions:\n  edited: {runtime: python3, handler: main.handler, code: {path: main.py}}\n");
    Projects projects = StudioServices.session().projects();
    LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
    Projects.Listener listener =
        new Projects.Listener() {
          @Override
          public void projectsChanged() {}

          @Override
          public void said(String sentence, boolean bad) {
            said.add(sentence);
          }
        };
    Project project = bot.ui().ask(() -> projects.open(temp));
    bot.ui()
        .run(
            () -> {
              projects.listen(listener);
              projects.deployOnSave(project, true);
              projects.deploy(project, Set.of());
            });
    try {
      assertThat(said.poll(60, TimeUnit.SECONDS)).startsWith("Deployed");
      bot.ui().run(() -> FileEditors.open(page().getWorkbenchWindow(), code));
      BotControl<StyledText> text = bot.withId(StyledText.class, "file.text");
      text.waitForText("return -1");
      report(edits(text, said));
    } finally {
      bot.ui()
          .run(
              () -> {
                projects.forget(listener);
                projects.close(project);
              });
    }
  }

  private double[][] edits(BotControl<StyledText> text, LinkedBlockingQueue<String> said)
      throws IOException, InterruptedException {
    SluiceClient client = server().client();
    client.invoke("edited", InvokeRequest.json("{}"));
    double[] deployed = new double[EDITS];
    double[] answered = new double[EDITS];
    for (int i = 0; i < EDITS; i++) {
      text.setText(code(i));
      long start = System.nanoTime();
      bot.ui().run(() -> page().saveEditor(page().getActiveEditor(), false));
      assertThat(said.poll(60, TimeUnit.SECONDS)).startsWith("Deployed");
      deployed[i] = (System.nanoTime() - start) / 1e6;
      InvokeResult result = client.invoke("edited", InvokeRequest.json("{}"));
      answered[i] = (System.nanoTime() - start) / 1e6;
      assertThat(new String(result.body(), StandardCharsets.UTF_8)).isEqualTo(String.valueOf(i));
    }
    Arrays.sort(deployed);
    Arrays.sort(answered);
    return new double[][] {deployed, answered};
  }

  private static void report(double[][] times) throws IOException {
    double median = times[1][EDITS / 2];
    String floor =
        String.format(
            Locale.ROOT,
            "- %s: studio: edit to result, at most %d ms (%.0f ms)%n",
            median <= FLOOR_MILLIS ? "pass" : "FAIL",
            FLOOR_MILLIS,
            median);
    String report =
        String.format(
            Locale.ROOT,
            "## Deploy on save%n%n|  | p50 | longest |%n| --- | --: | --: |%n"
                + "| save until deployed | %.0f ms | %.0f ms |%n"
                + "| save until the new code has answered | %.0f ms | %.0f ms |%n%n## Floors%n%n%s",
            times[0][EDITS / 2],
            times[0][EDITS - 1],
            median,
            times[1][EDITS - 1],
            floor);
    Path shots = Files.createDirectories(Path.of(System.getProperty("studio.shots")));
    Files.writeString(shots.resolve("project-speed.md"), report);
  }

  private static String code(int answer) {
    return "def handler(event, context):\n    return " + answer + "\n";
  }
}
