package dev.sluice.studio.ui;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ServerSettings;
import dev.sluice.studio.core.connection.TokenVault;
import dev.sluice.studio.core.invoke.SavedEventFiles;
import java.nio.file.Path;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.services.AbstractServiceFactory;
import org.eclipse.ui.services.IServiceLocator;
import org.osgi.framework.FrameworkUtil;

/**
 * Makes the one session of this workbench and hands it to whoever asks a site, window or workbench
 * for the service {@link StudioSession}. Wiring only.
 */
public final class StudioServices extends AbstractServiceFactory {
  private static final String CORE = "dev.sluice.studio.core";

  /** The session of this workbench. */
  public static StudioSession session() {
    return PlatformUI.getWorkbench().getService(StudioSession.class);
  }

  /** Where what should survive a restart of Studio is kept. */
  public static IEclipsePreferences preferences() {
    return InstanceScope.INSTANCE.getNode(CORE);
  }

  @Override
  public Object create(
      Class serviceInterface, IServiceLocator parentLocator, IServiceLocator locator) {
    Object inherited = parentLocator.getService(serviceInterface);
    return inherited != null ? inherited : start();
  }

  private static StudioSession start() {
    IWorkbench workbench = PlatformUI.getWorkbench();
    IEclipsePreferences preferences = preferences();
    Path state = Platform.getStateLocation(FrameworkUtil.getBundle(StudioSession.class)).toPath();
    ServerSettings settings =
        new ServerSettings(preferences, new TokenVault(state.resolve("tokens")), System.getenv());
    StudioSession session =
        new StudioSession(
            new UiThread(workbench.getDisplay()),
            settings,
            preferences,
            new SavedEventFiles(state.resolve("events")),
            System.getenv());
    workbench.addWorkbenchListener(new CloseWithWorkbench(session));
    session.start();
    return session;
  }

  private record CloseWithWorkbench(StudioSession session) implements IWorkbenchListener {
    @Override
    public boolean preShutdown(IWorkbench workbench, boolean forced) {
      return true;
    }

    @Override
    public void postShutdown(IWorkbench workbench) {
      session.close();
    }
  }
}
