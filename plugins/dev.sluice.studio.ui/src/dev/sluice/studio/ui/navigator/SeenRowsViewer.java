package dev.sluice.studio.ui.navigator;

import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Widget;

/**
 * A virtual tree that fills a row when it is seen, also below a line that was opened: the platform
 * would fill all of them then.
 */
final class SeenRowsViewer extends TreeViewer {
  SeenRowsViewer(Composite parent, int style) {
    super(parent, style);
  }

  @Override
  protected void createChildren(Widget widget) {
    // There are as many rows as their parent counts; the tree asks for each when it draws it.
  }
}
