package dev.sluice.flow.graph;

import dev.sluice.flow.task.Scope;
import dev.sluice.flow.task.Workflow;
import dev.sluice.flow.text.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lists of tasks of one document, found once for all that is asked about its edits. Immutable;
 * thread-safe.
 */
public final class Scopes {
  private final Document document;
  private final Workflow workflow;
  private final Map<String, Scope> byPointer = new HashMap<>();

  /** Null until it is asked for: two threads may both make it, and make the same. */
  private volatile @Nullable StateIndex index;

  private Scopes(Document document) {
    this.document = document;
    this.workflow = Workflow.of(document);
    workflow.allScopes().forEach(scope -> byPointer.putIfAbsent(scope.path().pointer(), scope));
  }

  /** Those of a document. */
  public static Scopes of(Document document) {
    return new Scopes(document);
  }

  /** The document that these are of. */
  public Document document() {
    return document;
  }

  /** A scope by the pointer to its list of tasks; empty when there is none. */
  Optional<ScopeText> at(String pointer) {
    return Optional.ofNullable(byPointer.get(pointer)).map(scope -> new ScopeText(this, scope));
  }

  /** A scope by the key of its list in {@link StateIndex}; empty when there is none. */
  Optional<ScopeText> byKey(String key) {
    return index().pointer(key).flatMap(this::at);
  }

  /** The states of all graphs of the document. */
  public StateIndex index() {
    StateIndex known = index;
    if (known == null) {
      known = StateIndex.of(workflow);
      index = known;
    }
    return known;
  }

  /** The graphs of the document, as {@link Projection#of(Document)}. */
  public List<Graph> graphs() {
    return Projection.of(workflow);
  }

  /** Why an edit cannot be done, as {@link GraphEdit#refusal(Document, String, GraphEdit)}. */
  public Optional<String> refusal(String scope, GraphEdit edit) {
    return at(scope)
        .map(text -> text.refusal().or(() -> edit.refusal(text)))
        .orElse(Optional.of("there is no scope at " + scope));
  }

  /** Those of the document edited, as {@link GraphEdit#apply(Document, String, GraphEdit)}. */
  public Scopes apply(String scope, GraphEdit edit) {
    Optional<String> refusal = refusal(scope, edit);
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
    return edit.apply(at(scope).orElseThrow()).scopes();
  }
}
