package dev.sluice.studio.ui.wiring;

import dev.sluice.api.RecentEventInfo;
import dev.sluice.studio.core.invoke.JsonText;
import dev.sluice.studio.core.wiring.Trial;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Paper;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.operate.Times;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/**
 * Which of the last events pass a filter, and what the function would get of the one that is
 * selected. Confined to the UI thread.
 */
final class TrialPane {
  private final Composite pane;
  private final Label summary;
  private final RowTable<RecentEventInfo> table;
  private final Text detail;

  TrialPane(Composite parent) {
    pane = Paper.of(new Composite(parent, SWT.NONE));
    GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(pane);
    Composite top = Paper.of(new Composite(pane, SWT.NONE));
    GridLayoutFactory.fillDefaults().numColumns(2).margins(10, 4).spacing(8, 0).applyTo(top);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
    Label title = Paper.label(top, "Try it");
    title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
    summary = StudioIds.mark(Paper.label(top, ""), "trial.summary");
    summary.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(summary);
    SashForm sash = new SashForm(pane, SWT.VERTICAL);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
    table =
        new RowTable<>(
                sash,
                SWT.SINGLE,
                "trial.events",
                TrialPane::key,
                List.of(
                    Column.of("Time", 92, info -> Times.ofDay(info.receivedAt())),
                    Column.of("Type", 120, info -> attribute(info, "type")),
                    Column.of("Subject", 72, info -> attribute(info, "subject")),
                    Column.of("Source", 72, RecentEventInfo::source),
                    Column.of("Id", 120, info -> attribute(info, "id"))))
            .images(info -> Icons.image(info.matches() ? "ok" : "dot-grey"))
            .inks(info -> info.matches() ? null : Ink.FAINT)
            .onSelect(chosen -> explain(chosen.isEmpty() ? null : chosen.get(0)));
    detail =
        StudioIds.mark(
            new Text(sash, SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.WRAP), "trial.detail");
    detail.setFont(JFaceResources.getTextFont());
    sash.setWeights(60, 40);
    explain(null);
  }

  Control control() {
    return pane;
  }

  private static String key(RecentEventInfo info) {
    return info.receivedAt() + attribute(info, "source") + attribute(info, "id");
  }

  private static String attribute(RecentEventInfo info, String name) {
    Object value = info.event() instanceof Map<?, ?> event ? event.get(name) : null;
    return value == null ? "" : value.toString();
  }

  /** Shows another answer. */
  void show(Trial trial) {
    boolean refused = trial.failure() != null;
    summary.setForeground(refused ? Ink.BAD : Ink.FAINT);
    summary.setText(refused ? "the last answer that there was" : trial.summary());
    table.show(
        trial.events(),
        trial.answered()
            ? "No event of these sources came since the server started. Once one does, it is shown"
                + " here with whether the filter lets it through."
            : "Loading…");
    explain(table.first());
  }

  private void explain(@Nullable RecentEventInfo info) {
    String text = "Select an event to see it, and what the function would get.";
    if (info != null) {
      String event = JsonText.of(info.event());
      String left = info.dataOmitted() ? "Its data is too large to be kept here.\n" : "";
      Object input = info.input();
      text =
          info.problem() != null
              ? "No input: " + info.problem() + "\n\n" + left + event
              : input != null
                  ? "Input\n" + JsonText.of(input) + "\n\nEvent\n" + left + event
                  : left + event;
    }
    if (!text.equals(detail.getText())) {
      detail.setText(text);
    }
  }
}
