package dev.sluice.studio.ui.traffic;

import dev.sluice.studio.core.traffic.Shares;
import dev.sluice.studio.core.traffic.TrafficPresenter;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Spinner;
import org.jspecify.annotations.Nullable;

/** A slider for the share of each version. Confined to the UI thread. */
final class ShareSliders {
  /** Versions without a share that are offered one, the newest. */
  private static final int OFFERED = 2;

  private final Composite pane;
  private final TrafficPresenter presenter;
  private final Map<Integer, Row> rows = new TreeMap<>();

  private record Row(Label name, Scale scale, Spinner spinner) {
    List<Control> controls() {
      return List.of(name, scale, spinner);
    }
  }

  ShareSliders(Composite parent, TrafficPresenter presenter) {
    this.presenter = presenter;
    pane = new Composite(parent, SWT.NONE);
    pane.setBackground(Ink.PAPER);
    pane.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridLayoutFactory.fillDefaults().numColumns(3).margins(14, 8).spacing(10, 4).applyTo(pane);
  }

  Composite control() {
    return pane;
  }

  /** Shows these shares; returns whether the rows are others. */
  boolean show(@Nullable Shares shares, boolean enabled) {
    List<Integer> wanted = shares == null ? List.of() : wanted(shares);
    boolean other = !List.copyOf(rows.keySet()).equals(wanted);
    if (other) {
      rows.values().forEach(row -> row.controls().forEach(Control::dispose));
      rows.clear();
      wanted.forEach(version -> rows.put(version, row(version)));
    }
    rows.forEach(
        (version, row) -> {
          int percent = shares == null ? 0 : shares.percent().getOrDefault(version, 0);
          if (row.scale().getSelection() != percent) {
            row.scale().setSelection(percent);
          }
          if (row.spinner().getSelection() != percent) {
            row.spinner().setSelection(percent);
          }
          boolean on = enabled && rows.size() > 1;
          Rights.manage(row.scale(), on);
          Rights.manage(row.spinner(), on);
        });
    return other;
  }

  private List<Integer> wanted(Shares shares) {
    List<Integer> wanted = new ArrayList<>();
    int offered = 0;
    for (int version : presenter.versions()) {
      boolean has = shares.percent().getOrDefault(version, 0) > 0;
      boolean shown = rows.containsKey(version);
      if (has || shown || offered < OFFERED) {
        wanted.add(version);
        offered += has ? 0 : 1;
      }
    }
    wanted.sort(null);
    return wanted;
  }

  private Row row(int version) {
    Label name = new Label(pane, SWT.NONE);
    name.setText("v" + version);
    name.setBackground(Ink.PAPER);
    Scale scale = StudioIds.mark(new Scale(pane, SWT.HORIZONTAL), "traffic.scale." + version);
    scale.setMinimum(0);
    scale.setMaximum(100);
    scale.setPageIncrement(10);
    scale.setBackground(Ink.PAPER);
    scale.setToolTipText("The share of version " + version + " in percent");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(scale);
    Spinner spinner = StudioIds.mark(new Spinner(pane, SWT.BORDER), "traffic.share." + version);
    spinner.setValues(0, 0, 100, 0, 1, 10);
    scale.addListener(SWT.Selection, e -> presenter.plan(version, scale.getSelection()));
    spinner.addListener(SWT.Selection, e -> presenter.plan(version, spinner.getSelection()));
    return new Row(name, scale, spinner);
  }
}
