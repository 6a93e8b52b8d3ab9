package dev.sluice.flow.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Workflows as people write them: comments, blank lines, blocks, braces, JSON, odd indents. */
final class RandomWorkflow {
  private final Random random;
  private final List<String> names = new ArrayList<>();

  RandomWorkflow(Random random) {
    this.random = random;
    int size = 1 + random.nextInt(6);
    for (int i = 0; i < size; i++) {
      names.add("t" + i);
    }
  }

  String text() {
    String text = random.nextInt(5) == 0 ? json() : yaml();
    return random.nextInt(4) == 0 ? text.replace("\n", "\r\n") : text;
  }

  private String yaml() {
    StringBuilder text = new StringBuilder("# file\ndocument: {dsl: 1.0.3}\ndo:");
    text.append(random.nextBoolean() ? " # tasks\n" : "\n");
    String indent = " ".repeat(random.nextInt(3) * 2);
    int deeper = 2 + random.nextInt(2) * 2;
    for (String name : names) {
      if (random.nextInt(4) == 0) {
        text.append("\n");
      }
      if (random.nextInt(3) == 0) {
        text.append(indent).append("# about ").append(name).append("\n");
      }
      text.append(indent).append("- ").append(name).append(":");
      if (random.nextInt(4) == 0) {
        text.append(" ").append(braces()).append("\n");
      } else {
        text.append(random.nextInt(4) == 0 ? " # " + name + "\n" : "\n");
        block(text, indent + "  " + " ".repeat(deeper), name);
      }
    }
    text.append(random.nextBoolean() ? "output:\n  as: .x # last\n" : "");
    return random.nextInt(4) == 0 ? text.toString().stripTrailing() : text.toString();
  }

  private void block(StringBuilder text, String indent, String name) {
    switch (random.nextInt(6)) {
      case 0 -> {
        text.append(indent).append("switch:\n");
        boolean all = random.nextBoolean();
        int cases = 1 + random.nextInt(3);
        for (int i = 0; i < cases; i++) {
          String when = all && i == cases - 1 ? "" : "when: .x" + i + ", ";
          text.append(indent).append("- c").append(i).append(": {").append(when);
          text.append("then: ").append(target()).append("}\n");
        }
      }
      case 1 -> text.append(indent).append("raise: {error: {type: 'https://x.y', status: 1}}\n");
      case 2 -> {
        text.append(indent)
            .append("set:\n")
            .append(indent)
            .append("  # ")
            .append(name)
            .append("\n");
        text.append(indent).append("  text: |\n").append(indent).append("    # not a comment\n\n");
        text.append(indent).append("    end\n");
      }
      case 3 -> text.append(indent).append("do:\n").append(indent).append("  - in: {wait: PT1S}\n");
      default -> text.append(indent).append("wait: PT").append(random.nextInt(9)).append("S # w\n");
    }
    if (random.nextInt(3) == 0) {
      text.append(indent).append("then: ").append(target());
      text.append(random.nextBoolean() ? " # on\n" : "\n");
    }
  }

  private String braces() {
    String then = random.nextBoolean() ? ", then: " + target() : "";
    return "{wait: PT1S" + then + "}";
  }

  private String json() {
    List<String> items = new ArrayList<>();
    for (String name : names) {
      String then = random.nextBoolean() ? ", \"then\": \"" + target() + "\"" : "";
      items.add("    {\"" + name + "\": {\"wait\": \"PT1S\"" + then + "}}");
    }
    return "{\n  \"do\": [\n" + String.join(",\n", items) + "\n  ]\n}\n";
  }

  private String target() {
    int choice = random.nextInt(names.size() + 3);
    return choice < names.size()
        ? names.get(choice)
        : List.of("continue", "exit", "end").get(choice - names.size());
  }
}
