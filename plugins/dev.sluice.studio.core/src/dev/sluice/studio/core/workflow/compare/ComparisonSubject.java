package dev.sluice.studio.core.workflow.compare;

import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.MapNode;
import dev.sluice.studio.core.workflow.WorkflowEditorPresenter;
import org.jspecify.annotations.Nullable;

/** A workflow in an editor, whose text is compared with others. Confined to the UI thread. */
public final class ComparisonSubject {
  private final WorkflowEditorPresenter editor;

  /** The workflow of this editor. */
  public ComparisonSubject(WorkflowEditorPresenter editor) {
    this.editor = editor;
  }

  /** What the workflow is called. */
  public String name() {
    return editor.source().name();
  }

  /** The name that the server would know it by; null where the text says none. */
  @Nullable String serverName() {
    if (editor.source().remote()) {
      return editor.source().name();
    }
    Document document = editor.model().document();
    if (document == null || !(document.root().target() instanceof MapNode root)) {
      return null;
    }
    MapNode head = root.map("document");
    return head == null ? null : head.text("name");
  }

  /** Whether saving it deploys it. */
  boolean remote() {
    return editor.source().remote();
  }

  /** What the text is called that it began with, or that was saved last. */
  String savedTitle() {
    return remote() ? "as opened or deployed here" : "the file as saved";
  }

  String saved() {
    return editor.saved();
  }

  String current() {
    return editor.model().text();
  }
}
