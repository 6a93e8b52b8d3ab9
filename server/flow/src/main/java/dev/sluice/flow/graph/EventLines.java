package dev.sluice.flow.graph;

import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.TextEdit;
import java.util.List;
import java.util.Optional;

/** Lines of groups of events put elsewhere. */
final class EventLines {
  private EventLines() {}

  /** The scope with lines replaced; empty where these lines would not say the same there. */
  static Optional<ScopeText> replaced(ScopeText scope, String name, List<TextEdit> edits) {
    Document edited = edits.isEmpty() ? null : scope.document().edit(edits).document();
    return edited == null
        ? Optional.empty()
        : ScopeText.of(edited, scope.pointer()).filter(text -> text.has(name));
  }

  /** The comments and blank lines that stand above what the lines are of. */
  static List<String> above(List<String> lines) {
    return lines.stream().takeWhile(line -> line.isBlank() || line.startsWith("#")).toList();
  }
}
