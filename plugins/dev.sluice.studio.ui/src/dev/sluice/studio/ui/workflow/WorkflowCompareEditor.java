package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.workflow.compare.Comparison;
import dev.sluice.studio.core.workflow.compare.ComparisonPresenter;
import dev.sluice.studio.core.workflow.compare.ComparisonPresenter.Choice;
import dev.sluice.studio.core.workflow.compare.ComparisonSubject;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.MessageBar;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.compare.ComparePane;
import dev.sluice.studio.ui.graph.GraphCanvas;
import dev.sluice.studio.ui.graph.ZoomTools;
import java.util.List;
import java.util.Set;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;

/**
 * Two texts of a workflow as one drawing: what came, what went, what says something else; below it
 * the two texts of the state that is selected, or else of all.
 */
public final class WorkflowCompareEditor extends LookingEditor implements ComparisonPresenter.View {
  private ComparisonPresenter presenter;
  private String name = "";
  private Combo before;
  private Combo after;
  private ComparisonLegend legend;
  private MessageBar bar;
  private GraphCanvas canvas;
  private ComparePane texts;
  private ZoomTools zoom;
  private String shown = "";

  @Override
  public void init(IEditorSite site, IEditorInput input) {
    setSite(site);
    setInput(input);
    setPartName(input.getName());
    ComparisonSubject subject = new ComparisonSubject(((WorkflowCompareInput) input).editor());
    name = subject.name();
    presenter = new ComparisonPresenter(StudioServices.session(), subject, this);
  }

  @Override
  public void createPartControl(Composite parent) {
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    createHead(parent);
    legend = new ComparisonLegend(parent);
    bar = new MessageBar(parent, 1, "compareWorkflow.message");
    SashForm main = new SashForm(parent, SWT.VERTICAL | SWT.SMOOTH);
    main.setSashWidth(4);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(main);
    canvas =
        new GraphCanvas(
            main,
            new ReadOnly(
                "a comparison is not edited",
                presenter::select,
                presenter::toggle,
                id -> texts.setFocus()),
            "compareWorkflow.canvas");
    canvas.onZoom(() -> zoom.show(canvas.viewport().scale()));
    texts = new ComparePane(main, "compareWorkflow.texts");
    main.setWeights(62, 38);
    presenter.refresh();
  }

  private void createHead(Composite parent) {
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(7).margins(8, 3).spacing(6, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    new Label(row, SWT.NONE).setImage(Icons.image("compare"));
    Label title = new Label(row, SWT.NONE);
    title.setText(name);
    title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    before = combo(row, "&Before:", "compareWorkflow.before");
    after = combo(row, "&After:", "compareWorkflow.after");
    ToolBar tools = new ToolBar(row, SWT.FLAT | SWT.RIGHT);
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.END, SWT.CENTER).applyTo(tools);
    ZoomTools.tool(tools, "previous", "Previous change", () -> presenter.go(-1));
    ZoomTools.tool(tools, "next", "Next change", () -> presenter.go(1));
    new ToolItem(tools, SWT.SEPARATOR);
    zoom = new ZoomTools(tools, () -> canvas);
  }

  private Combo combo(Composite row, String label, String id) {
    Label caption = new Label(row, SWT.NONE);
    caption.setText(label);
    GridDataFactory.swtDefaults().indent(10, 0).applyTo(caption);
    Combo combo = StudioIds.mark(new Combo(row, SWT.READ_ONLY), id);
    GridDataFactory.swtDefaults().hint(190, SWT.DEFAULT).applyTo(combo);
    combo.addListener(SWT.Selection, e -> choose());
    return combo;
  }

  private void choose() {
    List<Choice> choices = presenter.choices();
    if (before.getSelectionIndex() >= 0 && after.getSelectionIndex() >= 0) {
      presenter.choose(
          choices.get(before.getSelectionIndex()).id(),
          choices.get(after.getSelectionIndex()).id());
    }
  }

  @Override
  public void changed() {
    if (texts == null || texts.control().isDisposed()) {
      return;
    }
    bar.hide();
    offer(before, presenter.before());
    offer(after, presenter.after());
    if (!presenter.ready()) {
      return;
    }
    Comparison comparison = presenter.comparison();
    legend.show(comparison);
    boolean first = canvas.scene().nodes().isEmpty();
    canvas.show(presenter.scene(), Set.of());
    canvas.hint(comparison.diff().isEmpty() ? comparison.summary() : "");
    if (first) {
      zoom.show(canvas.viewport().scale());
    }
    showTexts();
  }

  /** Offers what can be chosen, where that is something else than is offered already. */
  private void offer(Combo combo, String chosen) {
    List<Choice> choices = presenter.choices();
    String[] titles = choices.stream().map(Choice::title).toArray(String[]::new);
    if (!List.of(titles).equals(List.of(combo.getItems()))) {
      combo.setItems(titles);
    }
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i).id().equals(chosen) && combo.getSelectionIndex() != i) {
        combo.select(i);
      }
    }
  }

  @Override
  public void selectionChanged() {
    if (canvas != null && !canvas.control().isDisposed()) {
      canvas.select(presenter.selected());
      showTexts();
    }
  }

  private void showTexts() {
    Comparison comparison = presenter.comparison();
    String key =
        presenter.selected().stream()
            .filter(id -> !comparison.words(id).isEmpty())
            .findFirst()
            .orElse("");
    String left = key.isEmpty() ? comparison.before().text() : comparison.textBefore(key);
    String right = key.isEmpty() ? comparison.after().text() : comparison.textAfter(key);
    String now = key + "\n" + left + "\n" + right;
    if (!now.equals(shown)) {
      shown = now;
      String state = key.isEmpty() ? "" : key.substring(key.lastIndexOf('/') + 1) + " in ";
      texts.show(
          state + comparison.before().title(), left, state + comparison.after().title(), right);
    }
  }

  @Override
  public void failed(String sentence) {
    if (texts != null && !texts.control().isDisposed()) {
      bar.show(
          MessageBar.Tone.BAD, sentence, new MessageBar.Choice("Try Again", presenter::refresh));
    }
  }

  @Override
  public void setFocus() {
    canvas.control().setFocus();
    // The text may have been edited meanwhile.
    presenter.refresh();
  }

  /** The canvas, for those that measure it. */
  public GraphCanvas canvas() {
    return canvas;
  }
}
