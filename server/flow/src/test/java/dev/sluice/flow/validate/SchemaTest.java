package dev.sluice.flow.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.sluice.flow.Conformance;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.text.ProblemCode;
import dev.sluice.flow.text.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The rules against the language's own schema in an engine for schemas: both say of the same
 * documents that they are right. The documents are the official ones with some parts taken out, put
 * elsewhere, or exchanged for parts of others.
 */
final class SchemaTest {
  private static final int ROUNDS = Integer.getInteger("schema.rounds", 3000);

  /** What the rules ask for beyond the schema. */
  private static final Set<ProblemCode> BEYOND =
      EnumSet.of(
          ProblemCode.DUPLICATE_KEY,
          ProblemCode.DUPLICATE_NAME,
          ProblemCode.UNKNOWN_TARGET,
          ProblemCode.TARGET_OUT_OF_SCOPE,
          ProblemCode.UNREACHABLE_TASK,
          ProblemCode.UNDEFINED_REFERENCE,
          ProblemCode.MISSING_CORRELATION,
          ProblemCode.UNSUPPORTED_DSL,
          ProblemCode.INVALID_TIME,
          ProblemCode.SUSPICIOUS_KEY);

  private final Random random = new Random(seed());
  private final List<JsonNode> parts = new ArrayList<>();
  private final List<String> keys = new ArrayList<>(List.of("use", "foo", "then", "seconds"));

  private static long seed() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.setProperty("seed.used", Long.toString(seed));
    return seed;
  }

  @Test
  void shouldJudgeChangedDocumentsAsTheSchemaDoes() {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Conformance.schema(), InputFormat.YAML);
    List<JsonNode> originals = originals();
    originals.forEach(this::collect);
    int refused = 0;
    List<String> differences = new ArrayList<>();
    for (int round = 0; round < ROUNDS && differences.size() < 12; round++) {
      JsonNode changed = originals.get(random.nextInt(originals.size())).deepCopy();
      for (int i = random.nextInt(3); i >= 0; i--) {
        change(changed);
      }
      String text = changed.toPrettyString();
      boolean allowed = schema.validate(changed).isEmpty();
      List<Problem> problems = ours(text);
      refused += allowed ? 0 : 1;
      if (allowed != problems.isEmpty()) {
        differences.add(
            (allowed
                    ? "allowed by the schema: " + problems
                    : "refused: " + schema.validate(changed).stream().limit(5).toList())
                + "\n"
                + changed);
      }
    }

    assertThat(differences).as("seed %s", System.getProperty("seed.used")).isEmpty();
    assertThat(refused).as("documents refused by both").isBetween(ROUNDS / 5, ROUNDS - ROUNDS / 20);
  }

  private static List<Problem> ours(String text) {
    return WorkflowValidator.check(text.getBytes(StandardCharsets.UTF_8), null).stream()
        .filter(problem -> !BEYOND.contains(problem.code()))
        .filter(problem -> !isEmptyName(problem))
        .filter(problem -> !problem.message().contains("does not compile"))
        .toList();
  }

  /**
   * The schema lets names of timeouts, retries and errors be empty, though nothing is called so.
   */
  private static boolean isEmptyName(Problem problem) {
    boolean elsewhere = !problem.path().endsWith("/use");
    return elsewhere && problem.message().endsWith("' is empty");
  }

  private static List<JsonNode> originals() {
    List<JsonNode> all = new ArrayList<>();
    Conformance.examples()
        .values()
        .forEach(bytes -> all.add(tree(new String(bytes, StandardCharsets.UTF_8))));
    Conformance.definitions().values().forEach(text -> all.add(tree(text)));
    return all;
  }

  private static JsonNode tree(String text) {
    return Values.of(Document.read(text).orThrow().root());
  }

  private void collect(JsonNode node) {
    parts.add(node);
    node.fieldNames().forEachRemaining(keys::add);
    node.forEach(this::collect);
  }

  private void change(JsonNode root) {
    List<JsonNode> containers = new ArrayList<>();
    containers(root, containers);
    JsonNode at = containers.get(random.nextInt(containers.size()));
    if (at instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.isEmpty() ? key() : names.get(random.nextInt(names.size()));
      switch (random.nextInt(5)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name, part());
        case 2 -> object.set(key(), part());
        case 3 -> object.set(name, odd());
        default -> {
          JsonNode value = object.remove(name);
          object.set(key(), value == null ? part() : value);
        }
      }
    } else if (at instanceof ArrayNode array) {
      if (array.isEmpty() || random.nextBoolean()) {
        array.add(part());
      } else {
        array.remove(random.nextInt(array.size()));
      }
    }
  }

  private String key() {
    return keys.get(random.nextInt(keys.size()));
  }

  private JsonNode part() {
    return parts.get(random.nextInt(parts.size())).deepCopy();
  }

  private JsonNode odd() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(10)) {
      case 0 -> json.nullNode();
      case 1 -> json.numberNode(random.nextInt(3) - 1);
      case 2 -> json.numberNode(1.5);
      case 3 -> json.textNode("");
      case 4 -> json.textNode("PT1H30M");
      case 5 -> json.textNode("${ .x }");
      case 6 -> json.booleanNode(false);
      case 7 -> json.objectNode();
      case 8 -> json.arrayNode();
      default -> json.textNode("https://example.com/{id}");
    };
  }

  private static void containers(JsonNode node, List<JsonNode> found) {
    if (node.isContainerNode()) {
      found.add(node);
      node.forEach(child -> containers(child, found));
    }
  }
}
