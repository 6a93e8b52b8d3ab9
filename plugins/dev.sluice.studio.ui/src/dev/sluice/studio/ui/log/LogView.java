package dev.sluice.studio.ui.log;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;

/** The Log view. */
public final class LogView extends ViewPart {

  @Override
  public void createPartControl(Composite parent) {
    new Label(parent, SWT.WRAP).setText("Not connected to a server.");
  }

  @Override
  public void setFocus() {}
}
