package dev.sluice.studio.core.navigator;

import dev.sluice.api.FunctionInfo;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words that all must be in what is known of a thing, in any case and order. Immutable. */
final class Filter {
  static final Filter NONE = new Filter("");

  private final List<String> words;

  Filter(String text) {
    String typed = text.strip().toLowerCase(Locale.ROOT);
    words = typed.isEmpty() ? List.of() : List.of(typed.split("\\s+"));
  }

  boolean empty() {
    return words.isEmpty();
  }

  boolean passes(TreeNode node) {
    if (words.isEmpty()) {
      return true;
    }
    String text = text(node).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(text::contains);
  }

  private static String text(TreeNode node) {
    if (node instanceof FunctionNode function) {
      return text(function.info());
    }
    if (node instanceof TreeNode.Source source) {
      return source.info().name() + " " + source.info().kind();
    }
    if (node instanceof TreeNode.Association association) {
      var info = association.info();
      return info.name()
          + " "
          + String.join(" ", info.sources())
          + info.targets().stream().map(to -> " " + to.function()).collect(Collectors.joining());
    }
    if (node instanceof TreeNode.BatchJob job) {
      var info = job.info();
      return String.join(" ", info.function(), String.valueOf(info.key()), info.id());
    }
    if (node instanceof TreeNode.DeadLetter letter) {
      var info = letter.info();
      String why = info.error() == null ? "" : info.error().type();
      return String.join(" ", info.function(), String.valueOf(info.association()), why, info.id());
    }
    return node.key();
  }

  private static String text(FunctionInfo info) {
    StringBuilder text = new StringBuilder(info.name()).append(' ').append(info.runtime());
    info.labels().forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
    return text.toString();
  }
}
