package dev.sluice.studio.ui.functions;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;

/** The Functions view. */
public final class FunctionsView extends ViewPart {

  @Override
  public void createPartControl(Composite parent) {
    new Label(parent, SWT.WRAP).setText("Not connected to a server.");
  }

  @Override
  public void setFocus() {}
}
