package dev.sluice.studio.ui.traffic;

import dev.sluice.api.RolloutInfo;
import dev.sluice.studio.core.traffic.SideBySide;
import dev.sluice.studio.core.traffic.Split;
import dev.sluice.studio.core.traffic.StepsText;
import dev.sluice.studio.core.traffic.TrafficPresenter;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;

/**
 * Two versions beside one another, and the newest rollout of an alias: plan, decisions, buttons.
 * Confined to the UI thread.
 */
final class RolloutPane {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());
  private static final int COMPARE_HEIGHT = 118;
  private static final int LOG_HEIGHT = 120;

  private final ScrolledComposite scroll;
  private final Composite pane;
  private final TrafficPresenter presenter;
  private final Label heading;
  private final Label assessment;
  private final StepsBar steps;
  private final StyledText compare;
  private final SidesPane sides;
  private final RowTable<RolloutInfo.Decision> log;
  private final Button start;
  private final Button promote;
  private final Button hold;
  private final Button rollBack;
  private @Nullable State shown;

  /** What all of it is made of, but for the durations and messages. */
  private record State(
      @Nullable RolloutInfo rollout, boolean association, SideBySide.Numbers numbers) {}

  RolloutPane(Composite parent, TrafficPresenter presenter) {
    this.presenter = presenter;
    scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    scroll.setBackground(Ink.PAPER);
    scroll.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    pane = new Composite(scroll, SWT.NONE);
    scroll.setContent(pane);
    scroll.addListener(SWT.Resize, event -> arrange());
    pane.setBackground(Ink.PAPER);
    pane.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridLayoutFactory.fillDefaults().margins(10, 8).spacing(6, 6).applyTo(pane);
    Composite buttons = new Composite(pane, SWT.NONE);
    buttons.setBackground(Ink.PAPER);
    GridLayoutFactory.fillDefaults().numColumns(4).spacing(6, 0).applyTo(buttons);
    start = button(buttons, "start", "Start Rollout…", this::start);
    promote = button(buttons, "promote", "Promote", presenter::promote);
    hold = button(buttons, "hold", "Hold", this::holdOrResume);
    rollBack = button(buttons, "rollBack", "Roll Back", presenter::rollBack);
    heading = StudioIds.mark(new Label(pane, SWT.NONE), "traffic.rollout");
    heading.setBackground(Ink.PAPER);
    heading.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    GridDataFactory.fillDefaults().grab(true, false).applyTo(heading);
    assessment = StudioIds.mark(new Label(pane, SWT.WRAP), "traffic.assessment");
    assessment.setBackground(Ink.PAPER);
    GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(assessment);
    steps = new StepsBar(pane);
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .hint(SWT.DEFAULT, StepsBar.HEIGHT)
        .applyTo(steps.control());
    compare = StudioIds.mark(new StyledText(pane, SWT.MULTI | SWT.READ_ONLY), "traffic.compare");
    compare.setBackground(Ink.PAPER);
    compare.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    compare.setFont(JFaceResources.getTextFont());
    GridDataFactory.fillDefaults()
        .grab(true, false)
        .hint(SWT.DEFAULT, COMPARE_HEIGHT)
        .applyTo(compare);
    sides = new SidesPane(pane, presenter.sides());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(sides.control());
    log =
        new RowTable<>(
            pane,
            SWT.SINGLE,
            "traffic.decisions",
            decision -> decision.at().toString() + decision.action(),
            List.of(
                Column.of("At", 66, decision -> TIME.format(decision.at())),
                Column.of("Who", 70, decision -> decision.by() == null ? "server" : decision.by()),
                Column.of("Did", 86, RolloutInfo.Decision::action),
                Column.number("Share", 56, decision -> StepsText.percent(decision.weight())),
                Column.of("Why", 420, RolloutInfo.Decision::text)));
    GridDataFactory.fillDefaults().grab(true, true).hint(100, LOG_HEIGHT).applyTo(log.control());
  }

  private void arrange() {
    int width = Math.max(100, scroll.getClientArea().width);
    scroll.setMinHeight(pane.computeSize(width, SWT.DEFAULT).y);
    pane.layout(true, true);
  }

  private static Button button(Composite parent, String id, String text, Runnable action) {
    Button button = StudioIds.mark(new Button(parent, SWT.PUSH), "traffic." + id);
    button.setText(text);
    button.addListener(SWT.Selection, event -> action.run());
    return button;
  }

  private void start() {
    StartRolloutDialog dialog = new StartRolloutDialog(pane.getShell(), presenter);
    if (dialog.open() == Window.OK) {
      presenter.start(dialog.spec());
    }
  }

  private void holdOrResume() {
    RolloutInfo now = presenter.rollout();
    if (now != null && "held".equals(now.status())) {
      presenter.resume();
    } else {
      presenter.hold();
    }
  }

  /** Shows what the presenter has, if it is another than what is shown. */
  void refresh() {
    RolloutInfo now = presenter.rollout();
    Split split = presenter.split();
    boolean on = presenter.rollingOut();
    boolean association = split != null && presenter.alias() == null;
    Rights.manage(start, presenter.alias() != null && !on && presenter.versions().size() > 1);
    Rights.manage(promote, on);
    Rights.manage(hold, on);
    Rights.manage(rollBack, on);
    boolean other = sides.show(presenter.sides());
    State state = new State(now, association, presenter.sides().numbers());
    if (state.equals(shown)) {
      if (other) {
        arrange();
      }
      return;
    }
    shown = state;
    start.setToolTipText(
        association
            ? "Rollouts shift aliases: point the association to an alias of the function for one"
            : "Take the alias to another version in steps");
    steps.show(now);
    if (now == null) {
      none(association, state.numbers());
    } else {
      rollout(now);
    }
    hold.setText(now != null && "held".equals(now.status()) ? "Resume" : "Hold");
    Shown.set(steps.control(), now != null);
    Shown.set(compare, !compare.getText().isEmpty());
    Shown.set(log.control(), now != null);
    arrange();
  }

  private void none(boolean association, SideBySide.Numbers numbers) {
    heading.setText("No rollout");
    assessment.setForeground(Ink.FAINT);
    assessment.setText(
        association
            ? "Rollouts shift aliases. Point the association to an alias of the function to take its"
                + " events to another version in steps."
            : "A rollout takes the alias to another version in steps, and back by itself where that"
                + " version is worse.");
    compare.setText(CompareText.of(numbers));
    log.show(List.of(), "");
  }

  private void rollout(RolloutInfo now) {
    heading.setText("Rollout v" + now.stable() + " → v" + now.canary() + ": " + now.status());
    assessment.setForeground("rolled-back".equals(now.status()) ? Ink.BAD : Ink.TEXT);
    List<RolloutInfo.Decision> decisions = now.decisions() == null ? List.of() : now.decisions();
    assessment.setText(assessment(now, decisions));
    compare.setText(CompareText.of(now, decisions));
    List<RolloutInfo.Decision> newest = new ArrayList<>(decisions);
    java.util.Collections.reverse(newest);
    log.show(newest, "Nothing was decided yet.");
  }

  private static String assessment(RolloutInfo now, List<RolloutInfo.Decision> decisions) {
    if (now.assessment() != null) {
      return now.assessment();
    }
    return decisions.isEmpty() ? "" : decisions.get(decisions.size() - 1).text();
  }
}
