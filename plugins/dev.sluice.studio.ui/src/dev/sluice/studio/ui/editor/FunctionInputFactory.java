package dev.sluice.studio.ui.editor;

import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.jspecify.annotations.Nullable;

/** Brings back the editors of the last session. */
public final class FunctionInputFactory implements IElementFactory {
  static final String ID = "dev.sluice.studio.ui.functionInput";
  static final String NAME = "name";

  @Override
  public @Nullable IAdaptable createElement(IMemento memento) {
    String name = memento.getString(NAME);
    return name == null ? null : new FunctionInput(name);
  }
}
