package dev.sluice.studio.rcp;

import dev.sluice.studio.ui.Theme;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.IWorkbenchWindow;

/** Light, dark, or as the desktop is. Confined to the UI thread. */
final class ThemeMenu {
  private final IWorkbenchWindow window;

  ThemeMenu(IWorkbenchWindow window) {
    this.window = window;
  }

  IMenuManager menu() {
    MenuManager menu = new MenuManager("&Theme");
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(
        shown -> {
          for (Theme theme : Theme.values()) {
            shown.add(choice(theme));
          }
        });
    return menu;
  }

  private IAction choice(Theme theme) {
    Action action =
        // A radio button would also tell that it is no longer chosen.
        new Action(theme.label(), IAction.AS_CHECK_BOX) {
          @Override
          public void run() {
            if (theme != Theme.chosen()) {
              choose(theme);
            }
          }
        };
    action.setChecked(theme == Theme.chosen());
    return action;
  }

  private void choose(Theme theme) {
    theme.choose();
    MessageDialog.openInformation(
        window.getShell(),
        "Theme",
        "Studio has the other theme when it is started again. What is open now comes back then.");
  }
}
