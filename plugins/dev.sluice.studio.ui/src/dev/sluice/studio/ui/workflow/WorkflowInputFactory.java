package dev.sluice.studio.ui.workflow;

import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.jspecify.annotations.Nullable;

/** Brings back the workflow editors of the last session. */
public final class WorkflowInputFactory implements IElementFactory {
  static final String ID = "dev.sluice.studio.ui.workflowInput";
  static final String WHERE = "where";
  static final String KIND = "kind";

  @Override
  public @Nullable IAdaptable createElement(IMemento memento) {
    String where = memento.getString(WHERE);
    String kind = memento.getString(KIND);
    return where == null || kind == null
        ? null
        : new WorkflowInput(where, WorkflowInput.Kind.valueOf(kind));
  }
}
