package dev.sluice.studio.ui.workflow;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.ui.part.EditorPart;

/** An editor in which something is looked at: there is nothing to save. */
abstract class LookingEditor extends EditorPart {
  @Override
  public final void doSave(IProgressMonitor monitor) {
    // There is nothing to save.
  }

  @Override
  public final void doSaveAs() {
    // There is nothing to save.
  }

  @Override
  public final boolean isDirty() {
    return false;
  }

  @Override
  public final boolean isSaveAsAllowed() {
    return false;
  }
}
