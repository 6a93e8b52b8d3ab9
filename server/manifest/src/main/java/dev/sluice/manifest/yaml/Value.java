package dev.sluice.manifest.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One value with its place. What it is not is a problem, and empty. Not thread-safe. */
public final class Value {
  private final Node node;
  private final Place place;
  private final String path;
  private final Problems problems;

  Value(Node node, Place place, String path, Problems problems) {
    this.node = node;
    this.place = place;
    this.path = path;
    this.problems = problems;
  }

  /** Where it is written. */
  public Place place() {
    return place;
  }

  /** Whether it is a mapping. */
  public boolean isSection() {
    return node instanceof MappingNode;
  }

  /** Text; a number or a boolean is the text that was written. */
  public Optional<String> text() {
    if (node instanceof ScalarNode scalar && !YamlReader.isNull(node)) {
      return Optional.of(scalar.getValue());
    }
    return wrong("text");
  }

  /** A whole number. */
  public Optional<Integer> integer() {
    if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.INT)) {
      try {
        return Optional.of(Integer.parseInt(scalar.getValue()));
      } catch (NumberFormatException e) {
        return wrong("a whole number that is not too large");
      }
    }
    return wrong("a whole number");
  }

  /** A number. */
  public Optional<Double> number() {
    boolean numeric = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
    if (node instanceof ScalarNode scalar && numeric) {
      try {
        return Optional.of(Double.parseDouble(scalar.getValue()));
      } catch (NumberFormatException e) {
        return wrong("a number");
      }
    }
    return wrong("a number");
  }

  /** Whether it is a boolean. */
  public boolean isFlag() {
    return node.getTag().equals(Tag.BOOL);
  }

  /** True or false. */
  public Optional<Boolean> flag() {
    if (node instanceof ScalarNode scalar && isFlag()) {
      return Optional.of(Boolean.parseBoolean(scalar.getValue()));
    }
    return wrong("true or false");
  }

  /** A mapping; one that is left empty has no keys. */
  public Optional<Section> section() {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new Section(mapping, place, path, problems));
    }
    return wrong("a mapping of keys to values");
  }

  /** Whether it is a list. */
  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /** A list. */
  public List<Value> list() {
    List<Value> items = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        items.add(new Value(item, YamlReader.place(item, place.file()), path, problems));
      }
      return items;
    }
    wrong("a list");
    return items;
  }

  /** Says what is wrong here. */
  public void problem(String sentence) {
    problems.add(place, sentence);
  }

  private <T> Optional<T> wrong(String expected) {
    problem("'" + path + "' must be " + expected);
    return Optional.empty();
  }
}
