package dev.sluice.core.function;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path to one place in a JSON document: the singular queries of RFC 9535, like {@code
 * $.user.ids[0]} and {@code $['first name']}.
 *
 * @param steps names of members, and numbers of elements, from the root on
 */
public record JsonPath(List<Object> steps) {
  private static final int MAX_CHARS = 500;
  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<member>[\\p{L}_][\\p{L}\\p{N}_]*)"
              + "|\\[(?<index>-?(?:0|[1-9][0-9]{0,8}))\\]"
              + "|\\['(?<single>[^'\\\\]*)'\\]"
              + "|\\[\"(?<quoted>[^\"\\\\]*)\"\\]");

  public JsonPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @throws SluiceException {@code INVALID_ROUTING_KEY}
   */
  public static JsonPath parse(String text) {
    List<Object> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int at = 1;
    while (text.startsWith("$") && text.length() <= MAX_CHARS && at < text.length()) {
      if (!step.find(at) || step.start() != at) {
        throw invalid(text);
      }
      steps.add(step(step));
      at = step.end();
    }
    if (steps.isEmpty()) {
      throw invalid(text);
    }
    return new JsonPath(steps);
  }

  private static Object step(Matcher step) {
    String index = step.group("index");
    if (index != null) {
      return Integer.valueOf(index);
    }
    for (String group : new String[] {"member", "single", "quoted"}) {
      String name = step.group(group);
      if (name != null) {
        return name;
      }
    }
    throw new IllegalStateException("a step has one of these groups");
  }

  private static SluiceException invalid(String text) {
    return new SluiceException(
        ErrorCode.INVALID_ROUTING_KEY,
        "'" + Text.shorten(text, 80) + "' is not a path to one place in a JSON event.",
        "Give one like $.user.id, $.items[0].sku or $['first name'].");
  }
}
