package dev.sluice.studio.tests.bot;

import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.graph.GraphCanvas;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.Widget;

/**
 * Finds widgets and waits for them. A finder waits until there is what it looks for; when there is
 * not in time, it fails with a picture of the screen and a list of what there was.
 */
public final class Bot {
  private final UiAccess ui;
  private final Hands hands;
  private final Camera camera;

  /** A bot for this display; the caller is not on its UI thread. */
  public Bot(Display display) {
    this.ui = new UiAccess(display);
    this.camera = new Camera(ui);
    this.hands = new Hands(this, ui);
  }

  /** The UI thread. */
  public UiAccess ui() {
    return ui;
  }

  Hands hands() {
    return hands;
  }

  /** Takes a picture of the whole screen. */
  public void captureScreenshot(String name) {
    ui.settle();
    camera.shoot(name);
  }

  /** Waits until this holds; it is asked on the UI thread. */
  public void waitUntil(String what, BooleanSupplier condition) {
    if (!ui.await(condition)) {
      camera.shoot("failed-" + what.replaceAll("[^A-Za-z0-9]+", "-"));
      throw new AssertionError(
          "waited in vain until " + what + "\n" + ui.ask(() -> WidgetTree.dump(ui.display())));
    }
  }

  /** Waits until this, asked on the UI thread, is not null, and returns it. */
  public <T> T waitFor(String what, Supplier<T> question) {
    AtomicReference<T> found = new AtomicReference<>();
    waitUntil(
        "there is " + what,
        () -> {
          found.set(question.get());
          return found.get() != null;
        });
    return found.get();
  }

  /** The visible widget of this type that the predicate accepts. */
  public <W extends Widget> W widget(Class<W> type, String what, Predicate<W> accepts) {
    return waitFor(type.getSimpleName() + " " + what, () -> now(type, accepts));
  }

  /** The visible control with this id. */
  public <C extends Control> BotControl<C> withId(Class<C> type, String id) {
    return new BotControl<>(
        this, widget(type, "#" + id, w -> id.equals(w.getData(StudioIds.WIDGET_ID))));
  }

  /** Waits until no control with this id is visible. */
  public void waitUntilGone(String id) {
    waitUntil(
        "#" + id + " is gone",
        () -> now(Control.class, w -> id.equals(w.getData(StudioIds.WIDGET_ID))) == null);
  }

  /** Waits until no label with this id and text is visible. */
  public void waitUntilGone(String id, String text) {
    waitUntil(
        "#" + id + " '" + text + "' is gone",
        () ->
            now(
                    Label.class,
                    w -> id.equals(w.getData(StudioIds.WIDGET_ID)) && text.equals(w.getText()))
                == null);
  }

  /** The button with this text. */
  public BotControl<Button> button(String text) {
    return new BotControl<>(
        this, widget(Button.class, "'" + text + "'", b -> Labels.clean(b.getText()).equals(text)));
  }

  /** The tree with this id. */
  public BotTree treeWithId(String id) {
    return new BotTree(this, withId(Tree.class, id).widget());
  }

  /** The table with this id. */
  public BotTable tableWithId(String id) {
    return new BotTable(this, withId(org.eclipse.swt.widgets.Table.class, id).widget());
  }

  /** Waits until the shell with this title is there and gets the keys. */
  public void shell(String title) {
    waitUntil(
        "the shell '" + title + "' is active",
        () -> {
          Shell active = ui.display().getActiveShell();
          return active != null && active.isVisible() && active.getText().equals(title);
        });
  }

  /** Closes dialogs that a failed test has left open, so that the next can pass. */
  public void closeDialogs() {
    for (int left = ui.ask(() -> dialogs().size()); left > 0; left--) {
      ui.later(() -> dialogs().stream().findFirst().ifPresent(Shell::close));
    }
  }

  private List<Shell> dialogs() {
    return Stream.of(ui.display().getShells())
        .filter(shell -> shell.isVisible() && shell.getParent() instanceof Shell)
        .toList();
  }

  /** Waits until no shell has this title. */
  public void waitUntilClosed(String title) {
    waitUntil(
        "the shell '" + title + "' is closed",
        () -> now(Shell.class, s -> s.getText().equals(title)) == null);
  }

  /** Turns to the tab with this text. */
  public void activateTab(String text) {
    CTabItem tab = widget(CTabItem.class, "'" + text + "'", t -> t.getText().equals(text));
    CTabFolder folder = ui.ask(tab::getParent);
    hands.click(folder, tab::getBounds);
    waitUntil("the tab '" + text + "' is on top", () -> folder.getSelection() == tab);
  }

  /** Waits for a tab with this text, for example of an editor with changes. */
  public void waitForTab(String text) {
    widget(CTabItem.class, "'" + text + "'", t -> t.getText().equals(text));
  }

  /** Presses the tool item with this tool tip. */
  public void clickToolItem(String tip) {
    ToolItem item = toolItem(tip);
    ui.later(() -> item.notifyListeners(org.eclipse.swt.SWT.Selection, new Event()));
  }

  /** Clicks on the tool item with this tool tip, with the mouse. */
  public void pressToolItem(String tip) {
    ToolItem item = toolItem(tip);
    hands.click(ui.ask(item::getParent), item::getBounds);
  }

  /** The tool item with this tool tip. */
  public ToolItem toolItem(String tip) {
    return widget(
        ToolItem.class,
        "'" + tip + "'",
        i -> i.getToolTipText() != null && i.getToolTipText().startsWith(tip));
  }

  /** The menu that opens below the tool item with this tool tip. */
  public BotDropDown dropDown(String tip) {
    return new BotDropDown(this, toolItem(tip));
  }

  /**
   * Types a path into the system's file dialog, which is no widget of Studio's and comes when it
   * likes, and accepts it.
   */
  public void answerFileDialog(String path) {
    waitUntil("no window of Studio has the keys", () -> ui.display().getActiveShell() == null);
    hands.typeElsewhere(path);
  }

  /** The canvas with this id, which shows this drawing. */
  public BotCanvas canvas(String id, java.util.function.Supplier<GraphCanvas> canvas) {
    withId(org.eclipse.swt.widgets.Canvas.class, id);
    return new BotCanvas(this, canvas);
  }

  /** Presses a key that has no character. */
  public void pressKey(int keysym) {
    hands.key(keysym);
  }

  /** Picks from the menu bar of the main window. */
  public void clickMenu(String... path) {
    new BotMenu(this, ui).click(path);
  }

  /** Watches the UI thread until it is closed. */
  public UiWatch watch() {
    return new UiWatch(ui.display());
  }

  /** Types into the text that has the focus. */
  public void typeText(String text) {
    waitUntil(
        "a text has the focus",
        () -> {
          Control focus = ui.display().getFocusControl();
          return focus instanceof Text || focus instanceof StyledText;
        });
    hands.type(text);
  }

  /** Presses Ctrl and a key. */
  public void pressCtrl(char key) {
    hands.shortcut(key, Xtest.CTRL);
  }

  /** Presses Ctrl and Enter. */
  public void pressCtrlEnter() {
    hands.shortcut(Xtest.RETURN, Xtest.CTRL);
  }

  /** Presses Ctrl and Home. */
  public void pressCtrlHome() {
    hands.shortcut(Xtest.HOME, Xtest.CTRL);
  }

  private <W extends Widget> W now(Class<W> type, Predicate<W> accepts) {
    for (Widget widget : WidgetTree.visible(ui.display())) {
      if (type.isInstance(widget) && accepts.test(type.cast(widget))) {
        return type.cast(widget);
      }
    }
    return null;
  }
}
