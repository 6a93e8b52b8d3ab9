package dev.sluice.core.workflow.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads features: scenarios of steps with texts. */
final class Gherkin {
  private static final Set<String> WORDS = Set.of("Given", "When", "Then", "And", "But");

  private Gherkin() {}

  /** What is done or expected, without its first word; the text is empty where there is none. */
  record Step(String sentence, String text) {}

  /** Steps, one after the other. */
  record Scenario(String feature, String name, List<Step> steps) {
    @Override
    public String toString() {
      return feature + ": " + name;
    }
  }

  static List<Scenario> read(String file) {
    List<Scenario> scenarios = new ArrayList<>();
    String feature = "";
    List<Step> steps = new ArrayList<>();
    String[] lines = file.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.startsWith("Feature:")) {
        feature = line.substring(8).strip();
      } else if (line.startsWith("Scenario:")) {
        steps = new ArrayList<>();
        scenarios.add(new Scenario(feature, line.substring(9).strip(), steps));
      } else if (line.startsWith("\"\"\"")) {
        int indent = lines[i].indexOf('"');
        StringBuilder text = new StringBuilder();
        for (i++; !lines[i].strip().startsWith("\"\"\""); i++) {
          text.append(lines[i].substring(Math.min(indent, lines[i].length()))).append('\n');
        }
        // What comes behind the closing quotes on its line is the next feature, in one file.
        Step last = steps.remove(steps.size() - 1);
        steps.add(new Step(last.sentence, text.toString()));
      } else {
        int space = line.indexOf(' ');
        if (space > 0 && WORDS.contains(line.substring(0, space))) {
          String sentence = line.substring(space + 1).replaceFirst("^given ", "");
          steps.add(new Step(sentence, ""));
        }
      }
    }
    return scenarios;
  }
}
