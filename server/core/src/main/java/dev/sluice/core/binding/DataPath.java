package dev.sluice.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.binding.Template.MissingException;
import dev.sluice.core.binding.Template.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path to a value, like {@code event.data.items[0].name}. Immutable. */
record DataPath(String root, List<Object> steps, String words) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]*");
  private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,9})]");

  DataPath {
    steps = List.copyOf(steps);
  }

  /** Reads what stands between two places of a text. */
  static DataPath parse(String text, int from, int to, List<String> roots) throws SyntaxException {
    Matcher name = NAME.matcher(text).region(from, to);
    if (!name.lookingAt() || !roots.contains(name.group())) {
      throw new SyntaxException(
          from + 1,
          "a path begins with " + String.join(" or ", roots) + ", like {event.data.name}");
    }
    List<Object> steps = new ArrayList<>();
    int at = name.end();
    while (at < to) {
      Matcher index = INDEX.matcher(text).region(at, to);
      if (index.lookingAt()) {
        steps.add(Integer.valueOf(index.group(1)));
        at = index.end();
        continue;
      }
      Matcher next = NAME.matcher(text).region(Math.min(at + 1, to), to);
      if (text.charAt(at) != '.' || !next.lookingAt()) {
        throw new SyntaxException(at + 1, "here comes .name or [number] and nothing else");
      }
      steps.add(next.group());
      at = next.end();
    }
    return new DataPath(
        text.substring(from, from + name.group().length()), steps, text.substring(from, to));
  }

  /** What it leads to, which may be null of JSON. */
  JsonNode find(Map<String, JsonNode> data) {
    JsonNode at = data.get(root);
    for (Object step : steps) {
      if (at != null) {
        at = step instanceof Integer index ? at.get(index) : at.get((String) step);
      }
    }
    if (at == null) {
      throw new MissingException(words);
    }
    return at;
  }

  @Override
  public String toString() {
    return words;
  }
}
