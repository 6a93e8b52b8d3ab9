package dev.sluice.studio.rcp;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PerspectiveAdapter;

/**
 * Says in an editor area without editors how to come to one. The platform has a composite for that,
 * which it shows and hides; what it writes there itself is gone once a perspective was reset, and
 * is laid out only when the size changes, so these are words of our own. Confined to the UI thread.
 */
final class EmptyEditorArea extends PerspectiveAdapter {
  /** What the platform's renderer of stacks calls the composite. */
  private static final String CONTAINER = "EditorStack.OnboardingContainer";

  private static final String OURS = "dev.sluice.studio.rcp.hints";

  private final IWorkbenchWindow window;

  EmptyEditorArea(IWorkbenchWindow window) {
    this.window = window;
  }

  @Override
  public void perspectiveActivated(IWorkbenchPage page, IPerspectiveDescriptor perspective) {
    showLater();
  }

  @Override
  public void perspectiveChanged(
      IWorkbenchPage page, IPerspectiveDescriptor perspective, String change) {
    showLater();
  }

  /** After the platform has made what belongs to the perspective. */
  void showLater() {
    window
        .getShell()
        .getDisplay()
        .asyncExec(
            () -> {
              if (window.getShell() != null && !window.getShell().isDisposed()) {
                show(window.getShell());
              }
            });
  }

  private void show(Composite parent) {
    for (Control child : parent.getChildren()) {
      if (child instanceof Composite inside) {
        if (CONTAINER.equals(inside.getData("id")) && parent instanceof CTabFolder) {
          fill(inside);
        } else {
          show(inside);
        }
      }
    }
  }

  private void fill(Composite container) {
    if (container.getData(OURS) == null) {
      for (Control theirs : container.getChildren()) {
        theirs.setVisible(false);
        if (theirs.getLayoutData() instanceof GridData data) {
          data.exclude = true;
        }
      }
      write(container);
      container.setData(OURS, Boolean.TRUE);
    }
    container.layout(true, true);
  }

  private void write(Composite container) {
    Welcome welcome = new Welcome(container, window);
    GridDataFactory.swtDefaults()
        .align(SWT.CENTER, SWT.CENTER)
        .grab(true, true)
        .applyTo(welcome.control());
  }
}
