package dev.sluice.flow;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Public test data beside the project's folder. Where it is not there, the test that asks for it is
 * skipped and says so; on a build server (CI=true) it fails.
 */
public final class Conformance {
  private static final Pattern DEFINITION =
      Pattern.compile("definition:\\s*\"\"\"yaml\\n(.*?)\\n\\s*\"\"\"", Pattern.DOTALL);

  private Conformance() {}

  /** The workflow files of the specification, by name. */
  public static Map<String, byte[]> examples() {
    return files("serverlessworkflow-examples", ".yaml");
  }

  /** The workflow definitions in the features of the compatibility kit, by file and number. */
  public static Map<String, String> definitions() {
    Map<String, String> definitions = new LinkedHashMap<>();
    files("serverlessworkflow-ctk", ".feature")
        .forEach(
            (name, bytes) -> {
              Matcher found = DEFINITION.matcher(new String(bytes, StandardCharsets.UTF_8));
              for (int number = 1; found.find(); number++) {
                definitions.put(name + ":" + number, found.group(1).stripIndent() + "\n");
              }
            });
    return definitions;
  }

  /** The schema of the language. */
  public static String schema() {
    byte[] file =
        files("serverlessworkflow-ctk", "workflow-schema.yaml").values().iterator().next();
    return new String(file, StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> files(String name, String suffix) {
    Path folder = Path.of("../../../shared/conformance", name).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      String sentence = "NOT RUN: there is no test data in " + folder;
      if ("true".equals(System.getenv("CI"))) {
        fail(sentence);
      }
      Assumptions.abort(sentence);
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (var found = Files.list(folder)) {
      List<Path> paths = new ArrayList<>(found.sorted().toList());
      paths.removeIf(path -> !path.toString().endsWith(suffix));
      for (Path path : paths) {
        files.put(path.getFileName().toString(), Files.readAllBytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (files.isEmpty()) {
      fail("There is nothing in " + folder);
    }
    return files;
  }
}
