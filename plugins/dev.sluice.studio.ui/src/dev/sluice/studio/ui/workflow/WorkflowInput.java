package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.workflow.FileSource;
import dev.sluice.studio.core.workflow.ServerSource;
import dev.sluice.studio.core.workflow.WorkflowSource;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.UiThread;
import java.nio.file.Path;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;

/**
 * A workflow to edit; survives a restart unless it is new.
 *
 * @param where the name of one of the server's, or the path of a file
 * @param kind which of these, and whether it is yet to be made
 */
record WorkflowInput(String where, Kind kind) implements IEditorInput, IPersistableElement {
  /** Where a workflow is. */
  enum Kind {
    SERVER,
    NEW,
    FILE
  }

  @Override
  public boolean equals(@Nullable Object other) {
    // A new one is the server's once it is deployed.
    return other instanceof WorkflowInput input
        && input.where.equals(where)
        && (input.kind == Kind.FILE) == (kind == Kind.FILE);
  }

  @Override
  public int hashCode() {
    return where.hashCode();
  }

  WorkflowSource source(StudioSession session, UiThread ui) {
    if (kind == Kind.FILE) {
      return new FileSource(Path.of(where), ui, session.projects()::saved);
    }
    Path state = Platform.getStateLocation(FrameworkUtil.getBundle(StudioSession.class)).toPath();
    return new ServerSource(session, where, kind == Kind.NEW, state.resolve("layouts"));
  }

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public ImageDescriptor getImageDescriptor() {
    return Icons.descriptor("workflow");
  }

  @Override
  public String getName() {
    return kind == Kind.FILE ? String.valueOf(Path.of(where).getFileName()) : where;
  }

  @Override
  public @Nullable IPersistableElement getPersistable() {
    return kind == Kind.NEW ? null : this;
  }

  @Override
  public String getToolTipText() {
    return "Workflow " + where;
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    return adapter == Path.class && kind == Kind.FILE ? adapter.cast(Path.of(where)) : null;
  }

  @Override
  public void saveState(IMemento memento) {
    memento.putString(WorkflowInputFactory.WHERE, where);
    memento.putString(WorkflowInputFactory.KIND, kind.name());
  }

  @Override
  public String getFactoryId() {
    return WorkflowInputFactory.ID;
  }
}
