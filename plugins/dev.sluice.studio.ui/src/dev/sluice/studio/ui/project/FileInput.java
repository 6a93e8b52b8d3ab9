package dev.sluice.studio.ui.project;

import dev.sluice.studio.ui.Icons;
import java.nio.file.Path;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.jspecify.annotations.Nullable;

/**
 * A file of this machine to edit; survives a restart.
 *
 * @param path absolute
 */
record FileInput(Path path) implements IEditorInput, IPersistableElement {

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public ImageDescriptor getImageDescriptor() {
    return Icons.descriptor("file");
  }

  @Override
  public String getName() {
    return String.valueOf(path.getFileName());
  }

  @Override
  public IPersistableElement getPersistable() {
    return this;
  }

  @Override
  public String getToolTipText() {
    return path.toString();
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    return adapter == Path.class ? adapter.cast(path) : null;
  }

  @Override
  public void saveState(IMemento memento) {
    memento.putString(FileInputFactory.PATH, path.toString());
  }

  @Override
  public String getFactoryId() {
    return FileInputFactory.ID;
  }
}
