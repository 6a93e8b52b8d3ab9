package dev.sluice.studio.rcp;

import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** What the window shows around its page: menu, tools, perspectives, status line and progress. */
final class StudioWindowAdvisor extends WorkbenchWindowAdvisor {
  private static final Point INITIAL_SIZE = new Point(1280, 880);

  StudioWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
    super(configurer);
  }

  @Override
  public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
    return new StudioActionBarAdvisor(configurer);
  }

  @Override
  public void preWindowOpen() {
    IWorkbenchWindowConfigurer window = getWindowConfigurer();
    window.setInitialSize(INITIAL_SIZE);
    window.setShowMenuBar(true);
    window.setShowCoolBar(true);
    window.setShowPerspectiveBar(true);
    window.setShowStatusLine(true);
    window.setShowProgressIndicator(true);
    window.setTitle("Sluice Studio");
  }

  @Override
  public void postWindowOpen() {
    IWorkbenchWindow window = getWindowConfigurer().getWindow();
    EmptyEditorArea hints = new EmptyEditorArea(window);
    window.addPerspectiveListener(hints);
    hints.showLater();
  }
}
