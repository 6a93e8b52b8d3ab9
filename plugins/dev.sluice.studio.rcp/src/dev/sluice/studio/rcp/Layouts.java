package dev.sluice.studio.rcp;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.osgi.service.prefs.BackingStoreException;

/**
 * Lays perspectives out anew, once, where a workspace is of a release with other views: a layout
 * that was saved has no place for new ones. Confined to the UI thread.
 */
final class Layouts {
  private static final String NODE = "dev.sluice.studio.rcp";
  private static final String VIEWS = "views";

  private Layouts() {}

  /** Looks at the open perspectives of a page; the active one stays active. */
  static void renew(IWorkbenchPage page) {
    IEclipsePreferences kept = InstanceScope.INSTANCE.getNode(NODE);
    String now = String.join(" ", StudioViews.ALL);
    if (now.equals(kept.get(VIEWS, ""))) {
      return;
    }
    IPerspectiveDescriptor active = page.getPerspective();
    for (IPerspectiveDescriptor open : page.getOpenPerspectives()) {
      page.setPerspective(open);
      page.resetPerspective();
    }
    page.setPerspective(active);
    kept.put(VIEWS, now);
    try {
      kept.flush();
    } catch (BackingStoreException e) {
      // They are laid out anew at the next start again.
      ILog.of(Layouts.class).warn("The workspace cannot be written", e);
    }
  }
}
