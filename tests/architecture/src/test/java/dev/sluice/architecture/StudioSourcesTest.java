package dev.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Studio's arrows, read from its sources: a quick run compiles no plug-in, and these rules must
 * hold in it too.
 */
final class StudioSourcesTest {
  private static final Path PLUGINS = Ours.projectFolder().resolve("plugins");

  @Test
  void studioCoreShouldNotDraw() throws IOException {
    assertThat(linesMatching("dev.sluice.studio.core", "org\\.eclipse\\.(swt|jface|ui|e4)\\b"))
        .as("presenters and jobs are tested without a display: no SWT, JFace or workbench")
        .isEmpty();
    assertThat(manifest("dev.sluice.studio.core"))
        .as("what the bundle may see")
        .doesNotContain("org.eclipse.swt", "org.eclipse.jface", "org.eclipse.ui", "org.eclipse.e4");
  }

  @Test
  void studioShouldReachTheServerOnlyThroughClientAndApi() throws IOException {
    for (String plugin : plugins()) {
      assertThat(linesMatching(plugin, "dev\\.sluice\\.(core|spi|store|sandbox|app)\\b"))
          .as("Studio is a client like any other")
          .isEmpty();
      assertThat(linesMatching(plugin, "java\\.net\\.http\\b"))
          .as("the client module owns the connection")
          .isEmpty();
    }
  }

  @Test
  void nothingShouldNeedTheApplicationPlugin() throws IOException {
    for (String plugin : plugins()) {
      if (!plugin.equals("dev.sluice.studio.rcp")) {
        assertThat(linesMatching(plugin, "^import .*dev\\.sluice\\.studio\\.rcp\\b"))
            .as("application and branding are the outermost ring")
            .isEmpty();
      }
    }
  }

  @Test
  void studioCoreShouldNotKnowItsViews() throws IOException {
    assertThat(linesMatching("dev.sluice.studio.core", "dev\\.sluice\\.studio\\.(ui|rcp|graph)\\b"))
        .as("views depend on presenters, not the other way round")
        .isEmpty();
  }

  private static List<String> plugins() throws IOException {
    try (Stream<Path> folders = Files.list(PLUGINS)) {
      List<String> names =
          folders
              .filter(folder -> Files.isRegularFile(folder.resolve("META-INF/MANIFEST.MF")))
              .map(folder -> folder.getFileName().toString())
              .sorted()
              .toList();
      assertThat(names).as("plug-ins found").isNotEmpty();
      return names;
    }
  }

  private static String manifest(String plugin) throws IOException {
    return Files.readString(PLUGINS.resolve(plugin).resolve("META-INF/MANIFEST.MF"))
        .replace("\n ", "");
  }

  /** {@code file:line: text} of each line of code with such a text; comments do not count. */
  private static List<String> linesMatching(String plugin, String regex) throws IOException {
    Pattern pattern = Pattern.compile(regex);
    List<String> found = new ArrayList<>();
    int files = 0;
    try (Stream<Path> tree = Files.walk(PLUGINS.resolve(plugin).resolve("src"))) {
      for (Path file : tree.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        files++;
        int number = 0;
        for (String line : Files.readAllLines(file)) {
          number++;
          boolean comment = line.strip().startsWith("*") || line.strip().startsWith("/");
          if (!comment && pattern.matcher(line).find()) {
            found.add(PLUGINS.relativize(file) + ":" + number + ": " + line.strip());
          }
        }
      }
    }
    assertThat(files).as("sources of " + plugin).isPositive();
    return found;
  }
}
