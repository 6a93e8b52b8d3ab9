package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.workflow.WorkflowEditorPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.graph.GraphCanvas;
import dev.sluice.studio.ui.graph.ZoomTools;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/** The line above a workflow: which it is, how it stands, tools of the drawing, and saving. */
final class WorkflowHeader {
  /** What the tools do. */
  interface Tools {
    void undo();

    void redo();

    GraphCanvas canvas();

    void layOut(boolean right);

    void tidy();

    void export();

    void compare();

    void arrange(Mode mode);

    void save();

    void start();

    void test();
  }

  /** What is seen of the workflow. */
  enum Mode {
    GRAPH("view-graph", "Graph alone"),
    SPLIT("view-split", "Graph and text"),
    TEXT("view-text", "Text alone");

    private final String icon;
    private final String tip;

    Mode(String icon, String tip) {
      this.icon = icon;
      this.tip = tip;
    }
  }

  private final WorkflowEditorPresenter presenter;
  private final Label stands;
  private final ZoomTools zoom;
  private final Button save;
  private final Button start;
  private final Button test;

  WorkflowHeader(Composite parent, WorkflowEditorPresenter presenter, Tools tools) {
    this.presenter = presenter;
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(7).margins(8, 3).spacing(6, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    new Label(row, SWT.NONE).setImage(Icons.image("workflow"));
    Label name = new Label(row, SWT.NONE);
    name.setText(presenter.source().name());
    name.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    stands = StudioIds.mark(new Label(row, SWT.NONE), "workflow.stands");
    stands.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults()
        .align(SWT.FILL, SWT.CENTER)
        .grab(true, false)
        .hint(60, SWT.DEFAULT)
        .applyTo(stands);
    ToolBar bar = new ToolBar(row, SWT.FLAT | SWT.RIGHT);
    tool(bar, "undo", "Undo (Ctrl+Z)", tools::undo);
    tool(bar, "redo", "Redo (Ctrl+Y)", tools::redo);
    new ToolItem(bar, SWT.SEPARATOR);
    zoom = new ZoomTools(bar, tools::canvas);
    new ToolItem(bar, SWT.SEPARATOR);
    tool(bar, "layout-down", "Lay out downwards", () -> tools.layOut(false));
    tool(bar, "layout-right", "Lay out to the right", () -> tools.layOut(true));
    tool(bar, "tidy", "Tidy the order of the text", tools::tidy);
    tool(bar, "export", "Export as SVG or PNG…", tools::export);
    tool(bar, "compare", "Compare with Version…", tools::compare);
    new ToolItem(bar, SWT.SEPARATOR);
    for (Mode mode : Mode.values()) {
      ToolItem item = new ToolItem(bar, SWT.RADIO);
      item.setImage(Icons.image(mode.icon));
      item.setToolTipText(mode.tip);
      item.setSelection(mode == Mode.SPLIT);
      item.addListener(
          SWT.Selection,
          e -> {
            if (item.getSelection()) {
              tools.arrange(mode);
            }
          });
    }
    test = StudioIds.mark(new Button(row, SWT.PUSH), "workflow.test");
    test.setText("Test…");
    test.setImage(Icons.image("test"));
    test.setToolTipText("Run it with mocks in place of calls, as it stands here (Ctrl+T)");
    test.addListener(SWT.Selection, e -> tools.test());
    save = StudioIds.mark(new Button(row, SWT.PUSH), "workflow.save");
    save.setText(presenter.source().verb());
    save.setImage(Icons.image("deploy"));
    save.setToolTipText(presenter.source().verb() + " the changes (Ctrl+S)");
    save.addListener(SWT.Selection, e -> tools.save());
    start = StudioIds.mark(new Button(row, SWT.PUSH), "workflow.start");
    start.setText("Start…");
    start.setImage(Icons.image("invoke"));
    start.setToolTipText("Start an execution of what is deployed");
    start.addListener(SWT.Selection, e -> tools.start());
    start.setVisible(presenter.source().remote());
    GridDataFactory.fillDefaults().exclude(!presenter.source().remote()).applyTo(start);
  }

  /** Brings the line up to date. */
  void update() {
    String text = presenter.stands();
    if (!text.equals(stands.getText())) {
      stands.setText(text);
      stands.setToolTipText(text);
    }
    Rights.manage(test, presenter.loaded());
    Rights.manage(save, presenter.canSave() && presenter.dirty());
    Rights.invoke(start, presenter.canSave() && !presenter.isNew());
  }

  /** Says how large the drawing is. */
  void scale(double now) {
    zoom.show(now);
  }

  private static void tool(ToolBar bar, String icon, String tip, Runnable action) {
    ToolItem unused = ZoomTools.tool(bar, icon, tip, action);
  }
}
