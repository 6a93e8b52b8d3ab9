package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** Functions of texts. */
final class TextFunctions {
  private TextFunctions() {}

  static void addTo(Functions functions) {
    functions.simple(
        "tostring", 0, (run, in, a) -> in.isTextual() ? in : run.made(JsonText.of(run, in)));
    functions.simple("tojson", 0, (run, in, a) -> run.made(JsonText.of(run, in)));
    functions.simple("fromjson", 0, (run, in, a) -> JsonText.parse(run, Texts.of(in, "fromjson")));
    functions.simple("tonumber", 0, (run, in, a) -> Texts.tonumber(in));
    functions.simple(
        "utf8bytelength",
        0,
        (run, in, a) -> {
          String text = Texts.of(in, "utf8bytelength");
          run.text(text.length());
          return Numbers.of(text.getBytes(StandardCharsets.UTF_8).length);
        });
    changed(functions, "trim", String::strip);
    changed(functions, "ltrim", String::stripLeading);
    changed(functions, "rtrim", String::stripTrailing);
    letters(functions, "ascii_downcase", c -> c >= 'A' && c <= 'Z' ? c + 32 : c);
    letters(functions, "ascii_upcase", c -> c >= 'a' && c <= 'z' ? c - 32 : c);
    functions.simple("explode", 0, (run, in, a) -> Texts.explode(run, Texts.of(in, "explode")));
    functions.simple("implode", 0, (run, in, a) -> Texts.implode(run, array(in, "implode")));
    functions.simple(
        "startswith",
        1,
        (run, in, a) ->
            BooleanNode.valueOf(
                Texts.of(in, "startswith").startsWith(Texts.of(a[0], "startswith"))));
    functions.simple(
        "endswith",
        1,
        (run, in, a) ->
            BooleanNode.valueOf(Texts.of(in, "endswith").endsWith(Texts.of(a[0], "endswith"))));
    functions.simple(
        "ltrimstr",
        1,
        (run, in, a) ->
            starts(in, a[0]) ? run.made(in.textValue().substring(a[0].textValue().length())) : in);
    functions.simple(
        "rtrimstr",
        1,
        (run, in, a) -> ends(in, a[0]) ? cutEnd(run, in.textValue(), a[0].textValue()) : in);
    functions.simple(
        "split",
        1,
        (run, in, a) -> Texts.split(run, Texts.of(in, "split"), Texts.of(a[0], "split")));
    functions.simple(
        "join",
        1,
        (run, in, a) ->
            Texts.join(run, array(in, "join"), a[0].isNull() ? "" : Texts.of(a[0], "join")));
    functions.simple("debug", 0, (run, in, a) -> in);
    functions.simple("stderr", 0, (run, in, a) -> in);
    functions.simple("debug", 1, (run, in, a) -> in);
    functions.simple("input_line_number", 0, (run, in, a) -> Numbers.of(0));
  }

  private static JsonNode cutEnd(Evaluation run, String text, String end) {
    return run.made(text.substring(0, text.length() - end.length()));
  }

  private static boolean starts(JsonNode in, JsonNode start) {
    return in.isTextual() && start.isTextual() && in.textValue().startsWith(start.textValue());
  }

  private static boolean ends(JsonNode in, JsonNode end) {
    return in.isTextual() && end.isTextual() && in.textValue().endsWith(end.textValue());
  }

  static JsonNode array(JsonNode in, String function) {
    if (!in.isArray()) {
      throw new JqError(function + " input must be an array, and not " + JqError.named(in));
    }
    return in;
  }

  private static void changed(Functions functions, String name, UnaryOperator<String> of) {
    functions.simple(name, 0, (run, in, a) -> run.made(of.apply(Texts.of(in, name))));
  }

  private static void letters(Functions functions, String name, IntUnaryOperator of) {
    functions.simple(
        name,
        0,
        (run, in, a) -> {
          String text = Texts.of(in, name);
          run.text(text.length());
          StringBuilder changed = new StringBuilder(text.length());
          text.chars().forEach(c -> changed.append((char) of.applyAsInt(c)));
          return run.made(changed.toString());
        });
  }
}
