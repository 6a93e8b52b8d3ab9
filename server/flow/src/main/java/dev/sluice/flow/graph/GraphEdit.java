package dev.sluice.flow.graph;

import dev.sluice.flow.text.Document;
import java.util.Optional;

/**
 * Something that people do to the drawing of one scope. It changes the text as little as it can:
 * tasks that it is not about, comments and the order of keys stay as they are, but where the order
 * of the text would lead another way than before, a {@code then} says the old one. Immutable.
 */
public sealed interface GraphEdit
    permits AddTask,
        RemoveTask,
        RenameTask,
        MoveTask,
        TransferTask,
        SetThen,
        SetValue,
        AddItem,
        RemoveItem,
        RenameKey,
        GroupEvents,
        UngroupEvents,
        AddCase,
        SetCase,
        RemoveCase,
        TidyOrder {
  /**
   * Why it cannot be done; empty when it can. Cursors, menus and {@link #apply} ask the same.
   *
   * @param scope a pointer to the list of tasks, as {@code /do}
   */
  static Optional<String> refusal(Document document, String scope, GraphEdit edit) {
    return Scopes.of(document).refusal(scope, edit);
  }

  /**
   * The document edited.
   *
   * @throws IllegalArgumentException when it is refused; the message is the reason
   */
  static Document apply(Document document, String scope, GraphEdit edit) {
    return Scopes.of(document).apply(scope, edit).document();
  }

  /** Why it cannot be done in a scope that can be edited; not for callers outside. */
  Optional<String> refusal(ScopeText scope);

  /** Does it where it is not refused; not for callers outside. */
  ScopeText apply(ScopeText scope);
}
