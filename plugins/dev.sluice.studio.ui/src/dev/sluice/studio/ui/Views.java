package dev.sluice.studio.ui;

import java.util.function.Consumer;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;

/** Brings views to the front. Confined to the UI thread. */
public final class Views {
  private Views() {}

  /**
   * Shows a view, opened if need be, and turns it to something.
   *
   * @throws IllegalStateException when the product has no such view
   */
  public static <V> void show(IWorkbenchPage page, String id, Class<V> type, Consumer<V> turning) {
    try {
      IViewPart shown = page.showView(id);
      // A view that could not be made is another one that says so.
      if (type.isInstance(shown)) {
        turning.accept(type.cast(shown));
      }
    } catch (PartInitException e) {
      throw new IllegalStateException(e);
    }
  }
}
