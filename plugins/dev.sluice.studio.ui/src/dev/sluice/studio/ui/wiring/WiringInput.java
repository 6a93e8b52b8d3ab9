package dev.sluice.studio.ui.wiring;

import dev.sluice.studio.ui.Icons;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.jspecify.annotations.Nullable;

/** All associations of the namespace that Studio is connected to. */
record WiringInput() implements IEditorInput, IPersistableElement {
  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public ImageDescriptor getImageDescriptor() {
    return Icons.descriptor("events");
  }

  @Override
  public String getName() {
    return "Associations";
  }

  @Override
  public IPersistableElement getPersistable() {
    return this;
  }

  @Override
  public String getToolTipText() {
    return "Which events go to which functions and workflows";
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    return null;
  }

  @Override
  public String getFactoryId() {
    return WiringInputFactory.ID;
  }

  @Override
  public void saveState(IMemento memento) {
    // There is one.
  }
}
