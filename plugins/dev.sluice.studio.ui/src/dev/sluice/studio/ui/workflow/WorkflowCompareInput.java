package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.workflow.WorkflowEditorPresenter;
import dev.sluice.studio.ui.Icons;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;
import org.jspecify.annotations.Nullable;

/** The workflow of an editor, whose text is compared; one for each editor. */
record WorkflowCompareInput(WorkflowEditorPresenter editor) implements IEditorInput {
  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public ImageDescriptor getImageDescriptor() {
    return Icons.descriptor("compare");
  }

  @Override
  public String getName() {
    return editor.source().name() + " (compare)";
  }

  @Override
  public @Nullable IPersistableElement getPersistable() {
    return null;
  }

  @Override
  public String getToolTipText() {
    return "What became of " + editor.source().name();
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    return null;
  }
}
