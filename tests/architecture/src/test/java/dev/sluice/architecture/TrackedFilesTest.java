package dev.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What may be in the repository: nothing that ties it to one machine, nothing that is too large.
 */
final class TrackedFilesTest {
  private static final int MAX_BYTES = 1_000_000;
  private static final int MAX_JAVA_LINES = 500;

  // Written so that this file does not match itself.
  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?i)https?:/" + "/[a-z0-9.-]*(maven|npm|pypi|debian|sonatype|jfrog)[a-z0-9.-]*");
  private static final Pattern NAMESPACE = Pattern.compile("maven\\.apache\\.org/(POM|xsd)");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.$}~/-])/" + "(work|farm|root|home|Users|build|mnt)/[\\w.-]+");

  private static List<Path> tracked;

  @BeforeAll
  static void listTrackedFiles() throws IOException, InterruptedException {
    Path root = Ours.projectFolder();
    Process git =
        new ProcessBuilder("git", "ls-files", "-z")
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as("status of git ls-files").isZero();
    tracked = new ArrayList<>();
    for (String name : names.split("\0", -1)) {
      Path file = root.resolve(name);
      if (!name.isEmpty() && Files.isRegularFile(file)) {
        tracked.add(file);
      }
    }
    assertThat(tracked).as("tracked files").hasSizeGreaterThan(50);
  }

  @Test
  void shouldNameNoRegistryHost() throws IOException {
    List<String> found = new ArrayList<>();
    for (String line : lines(REGISTRY)) {
      if (!NAMESPACE.matcher(line).find()) {
        found.add(line);
      }
    }
    assertThat(found)
        .as("artifacts are named by coordinates; hosts are each machine's own")
        .isEmpty();
  }

  @Test
  void shouldNameNoPathOfAMachine() throws IOException {
    assertThat(lines(MACHINE_PATH)).as("absolute paths of somebody's machine").isEmpty();
  }

  @Test
  void shouldHoldNoLargeFile() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : tracked) {
      if (Files.size(file) > MAX_BYTES) {
        found.add(file + ": " + Files.size(file) + " bytes");
      }
    }
    assertThat(found).as("files over 1 MB").isEmpty();
  }

  @Test
  void shouldHoldNoLongJavaFile() throws IOException {
    List<String> found = new ArrayList<>();
    int files = 0;
    for (Path file : tracked) {
      if (file.toString().endsWith(".java")) {
        files++;
        int lines = Files.readAllLines(file).size();
        if (lines > MAX_JAVA_LINES) {
          found.add(file + ": " + lines + " lines");
        }
      }
    }
    assertThat(files).isPositive();
    assertThat(found).as("Java files over 500 lines").isEmpty();
  }

  private static List<String> lines(Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : tracked) {
      byte[] bytes = Files.readAllBytes(file);
      if (isText(bytes)) {
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
          number++;
          if (pattern.matcher(line).find()) {
            found.add(file + ":" + number + ": " + line.strip());
          }
        }
      }
    }
    return found;
  }

  private static boolean isText(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 8000); i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    return true;
  }
}
