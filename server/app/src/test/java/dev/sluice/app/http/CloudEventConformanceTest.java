package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The scenarios of CloudEvents' own feature file for HTTP. */
final class CloudEventConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BLOCK = Pattern.compile("\"\"\"\\n(.*?)\"\"\"", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("\\|\\s*(\\w+)\\s*\\|\\s*(\\S.*?)\\s*\\|");
  private static final Pattern EXAMPLE = Pattern.compile("\\|\\s*(\\w+/\\S.*?)\\s*\\|");

  @TestFactory
  List<DynamicTest> shouldReadRequestsAsTheFeatureSays() throws IOException {
    Path file =
        projectFolder()
            .resolve("../shared/conformance/cloudevents/http-protocol-binding.feature")
            .normalize();
    if (!Files.isRegularFile(file)) {
      assertThat(System.getenv("CI"))
          .as("conformance data beside the project")
          .isNotEqualTo("true");
      Assumptions.abort("NOT RUN: the HTTP binding's scenarios are not beside the project");
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String scenario : Files.readString(file).split("Scenario Outline: ", -1)) {
      int examples = scenario.indexOf("Examples:");
      if (examples >= 0) {
        EXAMPLE
            .matcher(scenario.substring(examples))
            .results()
            .map(match -> match.group(1))
            .forEach(
                type ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            scenario.lines().findFirst().orElse("") + ": " + type,
                            () ->
                                run(
                                    scenario
                                        .substring(0, examples)
                                        .replace("<contentType>", type)))));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  @Test
  void shouldWriteWhatTheSchemaAsksFor() throws IOException {
    Path file =
        projectFolder().resolve("../shared/conformance/cloudevents/cloudevents.json").normalize();
    if (!Files.isRegularFile(file)) {
      assertThat(System.getenv("CI"))
          .as("conformance data beside the project")
          .isNotEqualTo("true");
      Assumptions.abort("NOT RUN: the schema of CloudEvents is not beside the project");
    }
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(
                Files.readString(file),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      JsonNode json = JSON.readTree(CloudEventWriter.json(RandomEvents.next(random)));
      assertThat(schema.validate(json)).as("%s, -Dsluice.seed=%d", json, seed).isEmpty();
    }
    assertThat(schema.validate(JSON.readTree("{}"))).isNotEmpty();
  }

  private static void run(String scenario) throws IOException {
    List<String> blocks = BLOCK.matcher(scenario).results().map(match -> match.group(1)).toList();
    String request = blocks.get(0).stripIndent();
    int blank = request.indexOf("\n\n");
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .substring(0, blank)
        .lines()
        .skip(1)
        .forEach(
            line ->
                headers.put(
                    line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                    line.substring(line.indexOf(':') + 1).strip()));
    Map<String, String> attributes = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(CloudEvents.PREFIX)) {
            attributes.put(name.substring(CloudEvents.PREFIX.length()), value);
          }
        });
    CloudEvent event =
        CloudEventRequests.read(
                headers.get("content-type"),
                attributes,
                request.substring(blank + 2).getBytes(StandardCharsets.UTF_8))
            .get(0);
    String table = scenario.substring(scenario.indexOf("| key"), scenario.indexOf("And the data"));
    List<MatchResult> rows = ROW.matcher(table).results().skip(1).toList();
    assertThat(rows).hasSize(6);
    for (MatchResult row : rows) {
      assertThat(Objects.toString(event.getAttribute(row.group(1)))).isEqualTo(row.group(2));
    }
    assertThat(JSON.readTree(Objects.requireNonNull(event.getData()).toBytes()))
        .isEqualTo(JSON.readTree(blocks.get(1)));
  }

  private static Path projectFolder() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve(".mvn/extensions.xml"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
