package dev.sluice.studio.rcp;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PerspectiveAdapter;
import org.eclipse.ui.keys.IBindingService;

/**
 * Says in an editor area without editors how to come to one. The platform has a composite for that,
 * which it shows and hides; what it writes there itself is gone once a perspective was reset, and
 * is laid out only when the size changes, so these are words of our own. Confined to the UI thread.
 */
final class EmptyEditorArea extends PerspectiveAdapter {
  /** What the platform's renderer of stacks calls the composite. */
  private static final String CONTAINER = "EditorStack.OnboardingContainer";

  private static final String OURS = "dev.sluice.studio.rcp.hints";
  private static final String OPEN =
      "Double-click a function or a workflow on the left to open it, or make a new one.";

  private final IWorkbenchWindow window;

  private record Hint(String label, String command) {}

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
    Composite hints = new Composite(container, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(16, 8).applyTo(hints);
    GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.CENTER).grab(true, true).applyTo(hints);
    Label open = StudioIds.mark(new Label(hints, SWT.WRAP | SWT.CENTER), "hints.open");
    open.setText(OPEN);
    open.setForeground(Ink.FAINT);
    GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.CENTER).span(2, 1).applyTo(open);
    IBindingService keys = window.getService(IBindingService.class);
    for (Hint hint :
        List.of(
            new Hint("New Function", StudioIds.NEW_FUNCTION),
            new Hint("New Workflow", StudioIds.NEW_WORKFLOW),
            new Hint("Open Associations", StudioIds.OPEN_ASSOCIATIONS),
            new Hint("Invoke", StudioIds.INVOKE))) {
      String sequence = keys.getBestActiveBindingFormattedFor(hint.command());
      label(hints, hint.label(), SWT.END);
      label(hints, sequence == null ? "" : sequence, SWT.BEGINNING);
    }
  }

  private static void label(Composite hints, String text, int side) {
    Label label = new Label(hints, SWT.NONE);
    label.setText(text);
    label.setForeground(Ink.FAINT);
    GridDataFactory.swtDefaults().align(side, SWT.CENTER).grab(true, false).applyTo(label);
  }
}
