package dev.sluice.studio.ui.wiring;

import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;

/** Brings back the associations' editor of the last session. */
public final class WiringInputFactory implements IElementFactory {
  static final String ID = "dev.sluice.studio.ui.wiringInput";

  @Override
  public IAdaptable createElement(IMemento memento) {
    return new WiringInput();
  }
}
