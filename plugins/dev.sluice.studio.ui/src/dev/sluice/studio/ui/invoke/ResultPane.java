package dev.sluice.studio.ui.invoke;

import dev.sluice.studio.core.invoke.result.JsonBranch;
import dev.sluice.studio.core.invoke.result.Result;
import dev.sluice.studio.core.invoke.result.ResultPage;
import dev.sluice.studio.ui.FileSave;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.jspecify.annotations.Nullable;

/**
 * A result, looked at in one of the ways that there are of it, with what it is and how much below.
 * Confined to the UI thread.
 */
final class ResultPane {
  private final Composite stack;
  private final StackLayout layout = new StackLayout();
  private final StyledText text;
  private final ResultTree tree;
  private final PictureCanvas picture;
  private final Composite dataPane;
  private final Link data;
  private final Label facts;
  private final ToolBar ways;
  private final ToolBar tools;
  private String name = "result";
  private @Nullable ResultPage page;
  private @Nullable ToolItem copy;

  /** The way that the user chose last: the next result is looked at in it too. */
  private String wanted = "";

  ResultPane(Composite parent) {
    stack = new Composite(parent, SWT.BORDER);
    stack.setLayout(layout);
    GridDataFactory.fillDefaults().grab(true, true).hint(60, 40).applyTo(stack);
    text = new StyledText(stack, SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL);
    StudioIds.mark(text, "invoke.result");
    text.setFont(JFaceResources.getTextFont());
    text.setMargins(6, 4, 6, 4);
    text.setBackground(Ink.PAPER);
    text.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    tree = new ResultTree(stack);
    picture = new PictureCanvas(stack);
    dataPane = new Composite(stack, SWT.NONE);
    dataPane.setBackground(Ink.PAPER);
    dataPane.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridLayoutFactory.fillDefaults().margins(8, 8).applyTo(dataPane);
    data = StudioIds.mark(new Link(dataPane, SWT.WRAP), "invoke.data");
    data.setBackground(Ink.PAPER);
    data.addListener(SWT.Selection, e -> save());
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(data);
    Composite foot = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(3).spacing(6, 0).applyTo(foot);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, 30).applyTo(foot);
    facts = StudioIds.mark(new Label(foot, SWT.NONE), "invoke.facts");
    facts.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults()
        .grab(true, true)
        .align(SWT.FILL, SWT.CENTER)
        .hint(60, SWT.DEFAULT)
        .applyTo(facts);
    // Words and icons in one bar would have to be one above the other.
    ways = toolBar(foot);
    tools = toolBar(foot);
    layout.topControl = text;
  }

  /**
   * Shows a result.
   *
   * @param ink of text
   * @param called the name of a file with it, without its ending
   */
  void show(Result result, Color ink, String called) {
    clear();
    name = called;
    text.setForeground(ink);
    say(result.facts());
    ResultPage first =
        result.pages().stream()
            .filter(each -> each.title().equals(wanted))
            .findFirst()
            .orElse(result.pages().get(0));
    if (result.pages().size() > 1) {
      for (ResultPage each : result.pages()) {
        toggle(each, each == first);
      }
    }
    copy = tool("copy", "Copy", this::copy);
    tool("export", "Save As…", this::save);
    ways.requestLayout();
    tools.requestLayout();
    turn(first);
  }

  private static ToolBar toolBar(Composite foot) {
    ToolBar bar = new ToolBar(foot, SWT.FLAT | SWT.HORIZONTAL);
    GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(bar);
    return bar;
  }

  private static void empty(ToolBar bar) {
    for (ToolItem item : bar.getItems()) {
      item.dispose();
    }
  }

  /** Shows nothing. */
  void clear() {
    empty(ways);
    empty(tools);
    page = null;
    say("");
    text.setText("");
    tree.clear();
    picture.clear();
    front(text);
  }

  private void toggle(ResultPage each, boolean chosen) {
    ToolItem item = new ToolItem(ways, SWT.RADIO);
    item.setText(" " + each.title() + " "); // a bar of words has no room between them
    item.setToolTipText("Show " + each.title());
    item.setSelection(chosen);
    item.addListener(
        SWT.Selection,
        e -> {
          // The one that was left is told as well.
          if (item.getSelection() && page != each) {
            wanted = each.title();
            turn(each);
          }
        });
  }

  private ToolItem tool(String icon, String tip, Runnable action) {
    ToolItem item = new ToolItem(tools, SWT.PUSH);
    item.setImage(Icons.image(icon));
    item.setToolTipText(tip);
    item.addListener(SWT.Selection, e -> action.run());
    return item;
  }

  private void turn(ResultPage to) {
    page = to;
    if (copy != null) {
      copy.setEnabled(to instanceof ResultPage.Tree || to instanceof ResultPage.Text);
    }
    if (to instanceof ResultPage.Tree shown) {
      tree.show(shown.root());
      front(tree.control());
    } else if (to instanceof ResultPage.Text shown) {
      text.setText(shown.shown());
      front(text);
    } else if (to instanceof ResultPage.Picture shown) {
      picture.show(
          shown.body().bytes(),
          () -> offerToSave(shown.body().size() + " of an image that is damaged."));
      front(picture.control());
    } else if (to instanceof ResultPage.Data shown) {
      offerToSave(shown.sentence());
    }
  }

  private void offerToSave(String sentence) {
    data.setText(sentence + " <a>Save As…</a>");
    dataPane.layout();
    front(dataPane);
  }

  private void front(Control control) {
    layout.topControl = control;
    stack.layout();
  }

  /** What is selected, or else all of it. */
  private void copy() {
    ResultPage now = page;
    if (now == null) {
      return;
    }
    String selected =
        now instanceof ResultPage.Tree
            ? tree.selected().map(JsonBranch::copied).orElse("")
            : now instanceof ResultPage.Text ? text.getSelectionText() : "";
    String copied = selected.isEmpty() ? now.body().text() : selected;
    if (!copied.isEmpty()) {
      UiThread.current().copy(copied);
    }
  }

  private void save() {
    ResultPage now = page;
    if (now == null) {
      return;
    }
    String ending = now.body().ending();
    String said =
        FileSave.ask(
            stack.getShell(),
            "Save Result",
            name + ending,
            new String[] {"*" + ending, "*.*"},
            file -> now.body().bytes());
    if (said != null) {
      say(said);
    }
  }

  private void say(String sentence) {
    facts.setText(sentence.replace("&", "&&"));
    facts.setToolTipText(sentence.isEmpty() ? null : sentence);
  }
}
