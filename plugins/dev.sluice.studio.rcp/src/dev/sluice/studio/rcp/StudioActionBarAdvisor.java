package dev.sluice.studio.rcp;

import org.eclipse.jface.action.GroupMarker;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.actions.ContributionItemFactory;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.CommandContributionItemParameter;

/** The menus File, Edit, Window and Help; the Function menu comes from the ui bundle. */
final class StudioActionBarAdvisor extends ActionBarAdvisor {

  private final IWorkbenchWindow window;

  StudioActionBarAdvisor(IActionBarConfigurer configurer) {
    super(configurer);
    this.window = configurer.getWindowConfigurer().getWindow();
  }

  @Override
  protected void makeActions(IWorkbenchWindow opening) {
    register(ActionFactory.ABOUT.create(opening));
    register(ActionFactory.RESET_PERSPECTIVE.create(opening));
  }

  @Override
  protected void fillMenuBar(IMenuManager bar) {
    bar.add(file());
    bar.add(edit());
    bar.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
    bar.add(window());
    bar.add(help());
  }

  private IMenuManager file() {
    MenuManager menu = new MenuManager("&File", IWorkbenchActionConstants.M_FILE);
    menu.add(new GroupMarker(IWorkbenchActionConstants.FILE_START));
    menu.add(new Separator());
    menu.add(command(IWorkbenchCommandConstants.FILE_CLOSE, "&Close Editor"));
    menu.add(command(IWorkbenchCommandConstants.FILE_CLOSE_ALL, "C&lose All Editors"));
    menu.add(new Separator());
    menu.add(command(IWorkbenchCommandConstants.FILE_SAVE, "&Save (Deploy)"));
    menu.add(command(IWorkbenchCommandConstants.FILE_SAVE_ALL, "Save &All"));
    menu.add(new Separator());
    menu.add(command(IWorkbenchCommandConstants.FILE_EXIT, "E&xit"));
    return menu;
  }

  private IMenuManager edit() {
    MenuManager menu = new MenuManager("&Edit", IWorkbenchActionConstants.M_EDIT);
    menu.add(command(IWorkbenchCommandConstants.EDIT_UNDO, "&Undo"));
    menu.add(command(IWorkbenchCommandConstants.EDIT_REDO, "&Redo"));
    menu.add(new Separator());
    menu.add(command(IWorkbenchCommandConstants.EDIT_CUT, "Cu&t"));
    menu.add(command(IWorkbenchCommandConstants.EDIT_COPY, "&Copy"));
    menu.add(command(IWorkbenchCommandConstants.EDIT_PASTE, "&Paste"));
    menu.add(command(IWorkbenchCommandConstants.EDIT_SELECT_ALL, "Select &All"));
    menu.add(new Separator());
    menu.add(command(IWorkbenchCommandConstants.EDIT_FIND_AND_REPLACE, "&Find"));
    return menu;
  }

  private IMenuManager window() {
    MenuManager menu = new MenuManager("&Window", IWorkbenchActionConstants.M_WINDOW);
    MenuManager views = new MenuManager("Show &View");
    views.add(ContributionItemFactory.VIEWS_SHORTLIST.create(window));
    menu.add(views);
    MenuManager perspectives = new MenuManager("&Perspective");
    perspectives.add(ContributionItemFactory.PERSPECTIVES_SHORTLIST.create(window));
    menu.add(perspectives);
    menu.add(getAction(ActionFactory.RESET_PERSPECTIVE.getId()));
    menu.add(new Separator());
    menu.add(new ThemeMenu(window).menu());
    return menu;
  }

  private IMenuManager help() {
    MenuManager menu = new MenuManager("&Help", IWorkbenchActionConstants.M_HELP);
    menu.add(getAction(ActionFactory.ABOUT.getId()));
    return menu;
  }

  private IContributionItem command(String id, String label) {
    CommandContributionItemParameter item =
        new CommandContributionItemParameter(window, null, id, CommandContributionItem.STYLE_PUSH);
    item.label = label;
    return new CommandContributionItem(item);
  }
}
