package dev.sluice.studio.ui.code;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is known of a language to colour it and to help typing it. */
public enum Language {
  PYTHON(
      4,
      "#",
      "",
      "",
      List.of("\"\"\"", "'''"),
      List.of("\"", "'"),
      Set.of(
          ("and as assert async await break case class continue def del elif else except finally"
                  + " for from global if import in is lambda match nonlocal not or pass raise"
                  + " return try while with yield")
              .split(" ")),
      Set.of(
          ("True False None self cls print len range dict list set tuple str int float bool bytes"
                  + " sorted sum min max map filter zip enumerate open isinstance round abs any all"
                  + " Exception ValueError KeyError TypeError")
              .split(" "))),
  JAVASCRIPT(
      2,
      "//",
      "/*",
      "*/",
      List.of("`"),
      List.of("\"", "'"),
      Set.of(
          ("async await break case catch class const continue debugger default delete do else"
                  + " export extends finally for from function get if import in instanceof let new"
                  + " of return set static super switch this throw try typeof var void while with"
                  + " yield")
              .split(" ")),
      Set.of(
          ("true false null undefined NaN Infinity exports module require console process JSON"
                  + " Math Object Array String Number Boolean Date Map Set Promise Error RegExp"
                  + " Buffer")
              .split(" "))),
  /** Workflows and manifests: keys are coloured by a rule of their own. */
  YAML(
      2,
      "#",
      "",
      "",
      List.of(),
      List.of("\"", "'"),
      Set.of(),
      Set.of("true", "false", "null", "continue", "exit", "end")),
  /** Events, for the most part. */
  JSON(2, "", "", "", List.of(), List.of("\""), Set.of(), Set.of("true", "false", "null")),
  /** Text of which nothing is known. */
  PLAIN(2, "", "", "", List.of(), List.of(), Set.of(), Set.of());

  private final int indent;
  private final String lineComment;
  private final String commentStart;
  private final String commentEnd;
  private final List<String> longQuotes;
  private final List<String> quotes;
  private final Set<String> keywords;
  private final Set<String> names;

  Language(
      int indent,
      String lineComment,
      String commentStart,
      String commentEnd,
      List<String> longQuotes,
      List<String> quotes,
      Set<String> keywords,
      Set<String> names) {
    this.indent = indent;
    this.lineComment = lineComment;
    this.commentStart = commentStart;
    this.commentEnd = commentEnd;
    this.longQuotes = longQuotes;
    this.quotes = quotes;
    this.keywords = keywords;
    this.names = names;
  }

  /** The language of a runtime's functions. */
  public static Language of(String runtime) {
    return switch (runtime) {
      case "python3" -> PYTHON;
      case "nodejs" -> JAVASCRIPT;
      default -> PLAIN;
    };
  }

  /** The language of a file, by its name. */
  public static Language ofFile(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "py" -> PYTHON;
      case "js", "mjs", "cjs", "ts" -> JAVASCRIPT;
      case "yaml", "yml" -> YAML;
      case "json" -> JSON;
      default -> PLAIN;
    };
  }

  /** Spaces of one level of indentation. */
  int indent() {
    return indent;
  }

  /** What begins a comment to the line's end; empty when nothing does. */
  String lineComment() {
    return lineComment;
  }

  /** What begins a comment over lines; empty when nothing does. */
  String commentStart() {
    return commentStart;
  }

  /** What ends it. */
  String commentEnd() {
    return commentEnd;
  }

  /** Quotes of strings that may go over lines. */
  List<String> longQuotes() {
    return longQuotes;
  }

  /** Quotes of strings that end with the line at the latest. */
  List<String> quotes() {
    return quotes;
  }

  /** Words of the grammar. */
  Set<String> keywords() {
    return keywords;
  }

  /** Well-known names that are no keywords. */
  Set<String> names() {
    return names;
  }

  /** Whether a line that ends so opens a block. */
  boolean opensBlock(String line) {
    String text = line.strip();
    return this == PYTHON || this == YAML
        ? text.endsWith(":")
        : text.endsWith("{") || text.endsWith("[") || text.endsWith("(");
  }
}
