package dev.sluice.studio.ui.workflow;

import dev.sluice.flow.graph.GraphDiff.Change;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.workflow.compare.Comparison;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.graph.MarkSigns;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Says what the signs of a comparison mean, and how many states wear them. */
final class ComparisonLegend {
  private final Composite row;
  private final Map<Change, Label> counts = new EnumMap<>(Change.class);
  private final Label summary;

  ComparisonLegend(Composite parent) {
    row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(7).margins(8, 2).spacing(5, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    sign(Change.ADDED, Mark.Kind.ADDED, "compareWorkflow.added");
    sign(Change.REMOVED, Mark.Kind.REMOVED, "compareWorkflow.removed");
    sign(Change.CHANGED, Mark.Kind.CHANGED, "compareWorkflow.changed");
    summary = StudioIds.mark(new Label(row, SWT.NONE), "compareWorkflow.summary");
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .align(SWT.FILL, SWT.CENTER)
        .hint(60, SWT.DEFAULT)
        .indent(10, 0)
        .applyTo(summary);
  }

  private void sign(Change change, Mark.Kind kind, String id) {
    Label picture = new Label(row, SWT.NONE);
    Image image = MarkSigns.image(UiThread.current().device(), kind);
    picture.setImage(image);
    picture.addListener(SWT.Dispose, e -> image.dispose());
    Label count = StudioIds.mark(new Label(row, SWT.NONE), id);
    GridDataFactory.swtDefaults().hint(84, SWT.DEFAULT).applyTo(count);
    counts.put(change, count);
  }

  /** Brings it up to date. */
  void show(Comparison comparison) {
    counts.forEach(
        (change, label) -> {
          long count = comparison.count(change);
          label.setText(count + " " + change.name().toLowerCase(Locale.ROOT));
          label.setForeground(count == 0 ? Ink.FAINT : Ink.TEXT);
        });
    summary.setText(comparison.summary());
    summary.setToolTipText(comparison.summary());
  }
}
