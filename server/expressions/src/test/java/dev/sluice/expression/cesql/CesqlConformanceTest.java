package dev.sluice.expression.cesql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The cases of the specification's own test kit: each with its result and its kind of error. */
final class CesqlConformanceTest {

  @TestFactory
  List<DynamicTest> shouldDoAsTheSpecificationsTestsSay() throws IOException {
    Path folder = projectFolder().resolve("../shared/conformance/cesql_tck").normalize();
    if (!Files.isDirectory(folder)) {
      assertThat(System.getenv("CI"))
          .as("conformance data beside the project")
          .isNotEqualTo("true");
      Assumptions.abort("NOT RUN: no case of the CESQL test kit, for it is not beside the project");
    }
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        Map<?, ?> document = (Map<?, ?>) yaml(Files.readString(file));
        for (Object test : (List<?>) document.get("tests")) {
          Map<?, ?> given = (Map<?, ?>) test;
          tests.add(
              DynamicTest.dynamicTest(
                  file.getFileName() + ": " + given.get("name"), () -> run(given)));
        }
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  private static void run(Map<?, ?> test) {
    String expression = String.valueOf(test.get("expression"));
    Object wanted = test.get("result");
    String error = (String) test.get("error");
    Object value;
    ErrorKind kind = null;
    try {
      value = CesqlParser.parse(expression).expression().value(event(test));
    } catch (CesqlSyntaxException e) {
      value = false;
      kind = ErrorKind.PARSE;
    } catch (EvaluationException e) {
      value = e.value();
      kind = e.kind();
    }
    String found = kind == null ? null : kind.name().replace("_", "").toLowerCase(Locale.ROOT);
    assertThat(found)
        .as(expression)
        .isEqualTo(error == null ? null : error.toLowerCase(Locale.ROOT));
    if (wanted != null) {
      assertThat(value).as(expression).isEqualTo(wanted);
    }
  }

  private static CloudEvent event(Map<?, ?> test) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (test.get("event") == null) {
      attributes.putAll(
          Map.of("id", "1", "source", "http://localhost/source", "type", "some.type"));
    }
    for (String part : List.of("event", "eventOverrides")) {
      if (test.get(part) instanceof Map<?, ?> given) {
        given.forEach((name, value) -> attributes.put(name.toString(), value));
      }
    }
    return Events.of(attributes);
  }

  /** By the JSON schema FALSE would be text. */
  private static Object yaml(String text) {
    return new Load(
            LoadSettings.builder()
                .setSchema(new org.snakeyaml.engine.v2.schema.CoreSchema())
                .build())
        .loadFromString(text);
  }

  private static Path projectFolder() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve(".mvn/extensions.xml"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
