package dev.sluice.studio.rcp;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.URIUtil;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

/**
 * Forgets, once, the layout of a workspace that is of a release with other views: a layout that was
 * saved has no place for new ones. To be done before the workbench reads it. Stateless.
 */
final class Layouts {
  private static final String NODE = "dev.sluice.studio.rcp";
  private static final String VIEWS = "views";

  /** Where the workbench keeps its layout, in the workspace. */
  private static final String SAVED = ".metadata/.plugins/org.eclipse.e4.workbench/workbench.xmi";

  private Layouts() {}

  /** Looks at the workspace that Studio starts with. */
  static void forgetOld() {
    IEclipsePreferences kept = InstanceScope.INSTANCE.getNode(NODE);
    String now = String.join(" ", StudioViews.ALL);
    URL workspace = Platform.getInstanceLocation().getURL();
    if (workspace == null || now.equals(kept.get(VIEWS, ""))) {
      return;
    }
    try {
      Files.deleteIfExists(Path.of(URIUtil.toURI(workspace)).resolve(SAVED));
      kept.put(VIEWS, now);
      kept.flush();
    } catch (IOException | URISyntaxException | BackingStoreException e) {
      // Studio starts with the old layout, and looks again the next time.
      ILog.of(Layouts.class).warn("The workspace cannot be written", e);
    }
  }
}
