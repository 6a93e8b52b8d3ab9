package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Functions of regular expressions. Each character that is looked at is a step. */
final class Regex {
  private Regex() {}

  static void addTo(Functions functions) {
    functions.simple("test", 2, (run, in, a) -> BooleanNode.valueOf(found(run, in, a).find()));
    functions.simple("_match", 2, Regex::matches);
    functions.simple("_captured", 0, (run, in, a) -> captured(in));
    functions.simple("split", 2, Regex::split);
    functions.nativeOne("sub", 3, Regex::substitute);
  }

  private static Matcher found(Evaluation run, JsonNode in, JsonNode[] a) {
    JsonNode re = a[0].isArray() ? Lookup.get(run, a[0], Numbers.of(0)) : a[0];
    String text = Texts.of(in, "match");
    return RegexPattern.of(Texts.of(re, "match"), flags(run, a)).matcher(run, text);
  }

  private static String flags(Evaluation run, JsonNode[] a) {
    JsonNode flags = a[0].isArray() ? Lookup.get(run, a[0], Numbers.of(1)) : a[1];
    return flags.isNull() ? "" : Texts.of(flags, "flags of match");
  }

  private static JsonNode matches(Evaluation run, JsonNode in, JsonNode[] a) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    each(run, in, a, (matcher, pattern) -> all.add(match(run, in.textValue(), matcher, pattern)));
    return all;
  }

  /** Takes matches. */
  private interface Found {
    void take(Matcher matcher, RegexPattern pattern);
  }

  private static void each(Evaluation run, JsonNode in, JsonNode[] a, Found each) {
    JsonNode re = a[0].isArray() ? Lookup.get(run, a[0], Numbers.of(0)) : a[0];
    String flags = flags(run, a);
    RegexPattern pattern = RegexPattern.of(Texts.of(re, "match"), flags);
    Matcher matcher = pattern.matcher(run, Texts.of(in, "match"));
    int count = 0;
    while (matcher.find()) {
      run.element(count++);
      if (!flags.contains("n") || matcher.end() > matcher.start()) {
        each.take(matcher, pattern);
      }
      if (!flags.contains("g")) {
        return;
      }
    }
  }

  private static JsonNode match(
      Evaluation run, String text, Matcher matcher, RegexPattern pattern) {
    ObjectNode match = part(run, text, matcher, 0);
    ArrayNode captures = match.putArray("captures");
    for (int group = 1; group <= matcher.groupCount(); group++) {
      ObjectNode capture = part(run, text, matcher, group);
      String name = pattern.name(group);
      capture.set("name", name == null ? NullNode.instance : TextNode.valueOf(name));
      captures.add(capture);
    }
    return match;
  }

  private static ObjectNode part(Evaluation run, String text, Matcher matcher, int group) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    int start = matcher.start(group);
    if (start < 0) {
      part.put("offset", -1).put("length", 0).set("string", NullNode.instance);
      return part;
    }
    int end = matcher.end(group);
    run.cost(1 + start / 64L);
    part.put("offset", text.codePointCount(0, start));
    part.put("length", text.codePointCount(start, end));
    part.set("string", run.made(text.substring(start, end)));
    return part;
  }

  /** What groups with names have caught. */
  private static JsonNode captured(JsonNode match) {
    ObjectNode captured = JsonNodeFactory.instance.objectNode();
    for (JsonNode capture : match.get("captures")) {
      if (capture.get("name").isTextual()) {
        captured.set(capture.get("name").textValue(), capture.get("string"));
      }
    }
    return captured;
  }

  private static JsonNode split(Evaluation run, JsonNode in, JsonNode[] a) {
    JsonNode[] all = {a[0], TextNode.valueOf("g" + (a[1].isNull() ? "" : Texts.of(a[1], "split")))};
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    int[] last = new int[1];
    each(
        run,
        in,
        all,
        (matcher, pattern) -> {
          parts.add(run.made(in.textValue().substring(last[0], matcher.start())));
          last[0] = matcher.end();
        });
    return parts.add(run.made(in.textValue().substring(last[0])));
  }

  private static void substitute(
      Env env, List<Term> arguments, @Nullable Path path, JsonNode in, Sink out) {
    Evaluation run = env.run();
    for (JsonNode flags : arguments.get(2).all(env, in)) {
      for (JsonNode re : arguments.get(0).all(env, in)) {
        String text = Texts.of(in, "sub");
        List<List<String>> results = new ArrayList<>(List.of(List.of("")));
        int[] last = new int[1];
        each(
            run,
            in,
            new JsonNode[] {re, flags},
            (matcher, pattern) -> {
              String gap = text.substring(last[0], matcher.start());
              JsonNode names = captured(match(run, text, matcher, pattern));
              List<JsonNode> with = arguments.get(1).all(env, names);
              results.set(0, extended(run, results.get(0), gap, with));
              last[0] = matcher.end();
            });
        results
            .get(0)
            .forEach(result -> out.emit(run.made(result + text.substring(last[0])), null));
      }
    }
  }

  private static List<String> extended(
      Evaluation run, List<String> before, String gap, List<JsonNode> with) {
    List<String> extended = new ArrayList<>();
    for (JsonNode replacement : with) {
      String text = Texts.of(replacement, "the replacement's");
      for (String start : before) {
        run.element(extended.size());
        run.text((long) start.length() + gap.length() + text.length());
        extended.add(start + gap + text);
      }
    }
    return extended;
  }
}
