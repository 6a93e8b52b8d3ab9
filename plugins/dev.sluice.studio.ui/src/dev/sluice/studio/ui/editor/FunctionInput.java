package dev.sluice.studio.ui.editor;

import dev.sluice.studio.ui.Icons;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.jspecify.annotations.Nullable;

/** A function to edit, by its name; survives a restart. */
record FunctionInput(String name) implements IEditorInput, IPersistableElement {

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public ImageDescriptor getImageDescriptor() {
    return Icons.descriptor("function");
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public IPersistableElement getPersistable() {
    return this;
  }

  @Override
  public String getToolTipText() {
    return "Function " + name;
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    return null;
  }

  @Override
  public void saveState(IMemento memento) {
    memento.putString(FunctionInputFactory.NAME, name);
  }

  @Override
  public String getFactoryId() {
    return FunctionInputFactory.ID;
  }
}
