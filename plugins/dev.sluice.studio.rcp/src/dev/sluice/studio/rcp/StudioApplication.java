package dev.sluice.studio.rcp;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Theme;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;

/** Runs the workbench until its last window is closed. */
public final class StudioApplication implements IApplication {

  @Override
  public Object start(IApplicationContext context) {
    Display.setAppName("Sluice Studio");
    Layouts.forgetOld();
    Display display = PlatformUI.createDisplay();
    Theme.begin(Display.isSystemDarkTheme());
    if (Ink.DARK) {
      display.addFilter(SWT.Skin, event -> Ink.keep(event.widget));
    }
    try {
      int result = PlatformUI.createAndRunWorkbench(display, new StudioWorkbenchAdvisor());
      return result == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
    } finally {
      display.dispose();
    }
  }

  @Override
  public void stop() {
    if (!PlatformUI.isWorkbenchRunning()) {
      return;
    }
    IWorkbench workbench = PlatformUI.getWorkbench();
    Display display = workbench.getDisplay();
    display.syncExec(
        () -> {
          if (!display.isDisposed()) {
            workbench.close();
          }
        });
  }
}
