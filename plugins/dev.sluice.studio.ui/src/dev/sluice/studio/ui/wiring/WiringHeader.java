package dev.sluice.studio.ui.wiring;

import dev.sluice.studio.core.wiring.WiringPresenter;
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

/** The line above the drawing: what was done last, and its tools. Confined to the UI thread. */
final class WiringHeader {
  private final WiringPresenter presenter;
  private final Label says;
  private final ToolItem undo;
  private final ToolItem redo;
  private final ZoomTools zoom;
  private final Button source;

  /** What the tools do. */
  interface Tools {
    GraphCanvas canvas();

    void export();

    void newSource();
  }

  WiringHeader(Composite parent, WiringPresenter presenter, Tools tools) {
    this.presenter = presenter;
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(5).margins(8, 3).spacing(6, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    new Label(row, SWT.NONE).setImage(Icons.image("events"));
    Label name = new Label(row, SWT.NONE);
    name.setText("Associations");
    name.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    says = StudioIds.mark(new Label(row, SWT.NONE), "wiring.message");
    GridDataFactory.fillDefaults()
        .align(SWT.FILL, SWT.CENTER)
        .grab(true, false)
        .hint(60, SWT.DEFAULT)
        .applyTo(says);
    ToolBar bar = new ToolBar(row, SWT.FLAT | SWT.RIGHT);
    undo = ZoomTools.tool(bar, "undo", "Undo (Ctrl+Z)", presenter::undo);
    redo = ZoomTools.tool(bar, "redo", "Redo (Ctrl+Y)", presenter::redo);
    new ToolItem(bar, SWT.SEPARATOR);
    zoom = new ZoomTools(bar, tools::canvas);
    ToolItem unused = ZoomTools.tool(bar, "export", "Export as SVG or PNG…", tools::export);
    source = StudioIds.mark(new Button(row, SWT.PUSH), "wiring.newSource");
    source.setText("New Source…");
    source.setImage(Icons.image("add"));
    source.addListener(SWT.Selection, e -> tools.newSource());
  }

  /** Brings the line up to date. */
  void update() {
    String text = presenter.message();
    says.setForeground(presenter.bad() ? Ink.BAD : Ink.FAINT);
    if (!text.equals(says.getText())) {
      says.setText(text);
      says.setToolTipText(text);
    }
    Rights.manage(undo, presenter.canUndo());
    Rights.manage(redo, presenter.canRedo());
    Rights.manage(source, presenter.connected());
  }

  /** Says how large the drawing is. */
  void scale(double now) {
    zoom.show(now);
  }
}
