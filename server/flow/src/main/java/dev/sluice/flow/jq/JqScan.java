package dev.sluice.flow.jq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks over an expression as the library's grammar does not: finds what it calls, since the
 * library misses a function only when it comes by it, and gives an {@code if} without {@code else}
 * the one that jq 1.7 means. What is no jq goes through; the library refuses it. Not thread-safe.
 */
final class JqScan {
  private static final Set<String> WORDS =
      Set.of(
          "if", "then", "elif", "else", "end", "as", "def", "reduce", "foreach", "try", "catch",
          "label", "break", "and", "or", "import", "include", "true", "false", "null", "__loc__");

  private static final char INTERPOLATION = 's';

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> defined = new HashSet<>();
  private final Deque<Bracket> brackets = new ArrayDeque<>();

  /** For each {@code if} that is open, whether its {@code else} came. */
  private final Deque<Boolean> ifs = new ArrayDeque<>();

  /** The last word or sign; "x" for a value. */
  private String before = "";

  /** The call whose arguments come next. */
  private @Nullable Call called;

  private int at;
  private int depth;

  private JqScan(String text) {
    this.text = text;
  }

  static JqScan of(String text) {
    JqScan scan = new JqScan(text);
    scan.run();
    return scan;
  }

  /** The expression as the library takes it. */
  String rewritten() {
    return out.toString();
  }

  /** Calls of functions that the expression does not define itself, as {@code name/arity}. */
  List<String> calls() {
    return calls.stream()
        .filter(call -> !defined.contains(call.name))
        .map(call -> call.name + "/" + call.arity)
        .toList();
  }

  /** How many brackets were open at once. */
  int depth() {
    return depth;
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (c == '"') {
        copy(1);
        string();
      } else if (isWordStart(c)) {
        word();
      } else if (Character.isDigit(c)) {
        number();
      } else {
        sign(c);
      }
    }
  }

  private void sign(char c) {
    copy(1);
    if (Character.isWhitespace(c)) {
      return;
    }
    before = String.valueOf(c);
    Bracket top = brackets.peek();
    switch (c) {
      case '(', '[', '{' -> brackets.push(new Bracket(c, c == '(' ? called : null));
      case ')', ']', '}' -> {
        if (top != null) {
          brackets.pop();
        }
        if (c == ')' && top != null && top.sign == INTERPOLATION) {
          string();
        }
      }
      case ';' -> {
        if (top != null && top.call != null) {
          top.call.arity++;
        }
      }
      default -> {
        // It has no partner.
      }
    }
    depth = Math.max(depth, brackets.size());
    called = null;
  }

  /** The rest of a string, up to its end or the next interpolation. */
  private void string() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        boolean interpolation = text.charAt(at + 1) == '(';
        copy(2);
        if (interpolation) {
          brackets.push(new Bracket(INTERPOLATION, null));
          before = "(";
          return;
        }
      } else {
        copy(1);
        if (c == '"') {
          before = "x";
          return;
        }
      }
    }
  }

  private void number() {
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      copy(1);
    }
    before = "x";
  }

  private void word() {
    int start = at;
    boolean name = isName();
    while (at < text.length() && isWordPart(at)) {
      at++;
    }
    String word = text.substring(start, at);
    if (name) {
      out.append(word);
      before = "x";
      return;
    }
    condition(word);
    out.append(word);
    if (before.equals("def")) {
      defined.add(word);
      parameters();
    } else if (!WORDS.contains(word)) {
      called = new Call(word);
      int next = at;
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      called.arity = next < text.length() && text.charAt(next) == '(' ? 1 : 0;
      calls.add(called);
    }
    before = WORDS.contains(word) ? word : "x";
  }

  private void condition(String word) {
    if (word.equals("if")) {
      ifs.push(false);
    } else if (word.equals("else") && !ifs.isEmpty()) {
      ifs.pop();
      ifs.push(true);
    } else if (word.equals("end") && !ifs.isEmpty() && !ifs.pop()) {
      out.append("else . ");
    }
  }

  /** Whether a word here is no call: a field, a variable, a format, or a key of an object. */
  private boolean isName() {
    boolean marked = at > 0 && ".$@".indexOf(text.charAt(at - 1)) >= 0;
    Bracket top = brackets.peek();
    boolean inObject = top != null && top.sign == '{';
    return marked || (inObject && (before.equals("{") || before.equals(",")));
  }

  /** Names in the head of a definition are functions in its body. */
  private void parameters() {
    int end = text.indexOf(':', at);
    if (end > at && text.substring(at, end).strip().startsWith("(")) {
      defined.addAll(List.of(text.substring(at, end).split("\\W+")));
      copy(end - at);
    }
  }

  private void copy(int characters) {
    out.append(text, at, at + characters);
    at += characters;
  }

  private static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  private boolean isWordPart(int index) {
    char c = text.charAt(index);
    boolean module =
        text.startsWith("::", index) || (index > 0 && text.startsWith("::", index - 1));
    return Character.isLetterOrDigit(c) || c == '_' || module;
  }

  /** What is open. */
  private record Bracket(char sign, @Nullable Call call) {}

  /** A function with its arguments so far. */
  private static final class Call {
    private final String name;
    private int arity;

    Call(String name) {
      this.name = name;
    }
  }
}
