package dev.sluice.studio.ui;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

/**
 * Whether Studio is light or dark. What is chosen is kept in the workspace, and comes with the next
 * start: widgets that are there keep their colours. Confined to the UI thread.
 */
public enum Theme {
  SYSTEM("As the &System"),
  LIGHT("&Light"),
  DARK("&Dark");

  private static final String OURS = "dev.sluice.studio.ui";
  private static final String KEY = "theme";

  /** Where the platform looks for its style sheet. */
  private static final String PLATFORM = "org.eclipse.e4.ui.css.swt.theme";

  private static final String PLATFORM_KEY = "themeid";
  private static final String PLATFORM_LIGHT = "org.eclipse.e4.ui.css.theme.e4_default";
  private static final String PLATFORM_DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

  private final String label;

  Theme(String label) {
    this.label = label;
  }

  /** For menus. */
  public String label() {
    return label;
  }

  /** What was chosen. */
  public static Theme chosen() {
    String name = Platform.getPreferencesService().getString(OURS, KEY, SYSTEM.name(), null);
    for (Theme theme : values()) {
      if (theme.name().equals(name)) {
        return theme;
      }
    }
    return SYSTEM;
  }

  /** Chooses it for the next start. */
  public void choose() {
    put(OURS, KEY, name());
  }

  /**
   * Has the platform begin with what was chosen. Call once, before there is a workbench.
   *
   * @param system whether the desktop is dark
   */
  public static void begin(boolean system) {
    Theme theme = chosen();
    boolean dark = theme == DARK || (theme == SYSTEM && system);
    put(PLATFORM, PLATFORM_KEY, dark ? PLATFORM_DARK : PLATFORM_LIGHT);
  }

  /** Whether this Studio began dark. */
  static boolean isDark() {
    String id = InstanceScope.INSTANCE.getNode(PLATFORM).get(PLATFORM_KEY, PLATFORM_LIGHT);
    return id.equals(PLATFORM_DARK);
  }

  private static void put(String node, String key, String value) {
    IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(node);
    preferences.put(key, value);
    try {
      preferences.flush();
    } catch (BackingStoreException e) {
      ILog.of(Theme.class).warn("The theme is not kept", e);
    }
  }
}
