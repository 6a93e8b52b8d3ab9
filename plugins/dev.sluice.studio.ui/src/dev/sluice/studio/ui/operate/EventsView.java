package dev.sluice.studio.ui.operate;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.LogOwner;
import dev.sluice.api.SourceInfo;
import dev.sluice.studio.core.operate.EventsPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.log.LogView;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.jspecify.annotations.Nullable;

/** Sources of events, and the associations that lead them to functions, with what waits. */
public final class EventsView extends ListPart {
  private static final int TICK_MILLIS = 2000;
  private static final int[] SHARES = {38, 62};

  private EventsPresenter presenter;
  private FilterBar bar;
  private Button pause;
  private Button enable;
  private Button log;
  private RowTable<SourceInfo> sources;
  private RowTable<AssociationInfo> associations;
  private boolean atAssociations;

  @Override
  public void createPartControl(Composite parent) {
    presenter = new EventsPresenter(StudioServices.session().server(), this);
    bar = begin(parent, "events", "Name, kind, target or state", presenter);
    enable = bar.button("enable", "Disable", this::enableOrDisable);
    pause = bar.button("pause", "Pause", this::pauseOrResume);
    log = bar.button("log", "Show Log", this::showLog);
    SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
    createSources(sash);
    createAssociations(sash);
    sash.setWeights(SHARES);
    poll(TICK_MILLIS);
  }

  /** Shows the view with one source or association alone. */
  public static void show(IWorkbenchPage page, String name) {
    try {
      if (page.showView(StudioIds.EVENTS_VIEW) instanceof EventsView view) {
        view.bar.filter(name);
      }
    } catch (PartInitException e) {
      ILog.of(EventsView.class).error("The Events view cannot be opened", e);
    }
  }

  private void createSources(Composite parent) {
    sources =
        new RowTable<>(
                parent,
                SWT.SINGLE,
                "events.sources",
                SourceInfo::name,
                List.of(
                    Column.of("Source", 120, SourceInfo::name),
                    Column.of("Kind", 80, SourceInfo::kind),
                    Column.of("State", 88, SourceInfo::state),
                    Column.number("Events", 70, info -> count(info.events())),
                    Column.of("Last one", 150, info -> time(info.lastEventAt())),
                    Column.of("Problem", 320, EventsView::trouble)))
            .images(info -> Icons.image(icon(info.state())))
            .inks(info -> info.state().equals("failed") ? Ink.BAD : null)
            .onSelect(
                chosen -> {
                  atAssociations = false;
                  enable();
                });
  }

  private void createAssociations(Composite parent) {
    associations =
        new RowTable<>(
                parent,
                SWT.SINGLE,
                "events.associations",
                AssociationInfo::name,
                List.of(
                    Column.of("Association", 130, AssociationInfo::name),
                    Column.of("State", 70, AssociationInfo::state),
                    Column.of(
                        "From",
                        90,
                        info ->
                            info.sources().isEmpty() ? "all" : String.join(", ", info.sources())),
                    Column.of("To", 116, EventsPresenter::targets),
                    Column.number("Waiting", 64, info -> count(info.waiting())),
                    Column.number("Lag", 66, info -> lag(info.delayMs())),
                    Column.number("Given up", 70, info -> count(info.deadLetters())),
                    Column.of(
                        "Trouble",
                        320,
                        info -> {
                          String trouble = EventsPresenter.trouble(info);
                          return trouble == null ? "" : trouble;
                        })))
            .images(info -> Icons.image(icon(info.state())))
            .inks(info -> info.stateReason() != null ? Ink.BAD : null)
            .onSelect(
                chosen -> {
                  atAssociations = true;
                  enable();
                });
  }

  private static String trouble(SourceInfo info) {
    String reason = info.stateReason() == null ? info.lastProblem() : info.stateReason();
    return reason == null ? "" : reason;
  }

  private static String count(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : Times.exact(time);
  }

  private static String lag(@Nullable Double millis) {
    return millis == null ? "" : Times.millis(millis);
  }

  private static String icon(String state) {
    return switch (state) {
      case "running", "enabled" -> "dot-green";
      case "connecting" -> "dot-amber";
      case "failed" -> "dot-red";
      case "paused" -> "waiting";
      default -> "dot-grey";
    };
  }

  private @Nullable SourceInfo source() {
    return atAssociations ? null : sources.first();
  }

  private @Nullable AssociationInfo association() {
    return atAssociations ? associations.first() : null;
  }

  private void pauseOrResume() {
    SourceInfo source = source();
    AssociationInfo association = association();
    if (source != null) {
      presenter.pause(source, !source.state().equals("paused"));
    } else if (association != null && association.state().equals("paused")) {
      presenter.set(association, "resume", "goes on");
    } else if (association != null) {
      presenter.set(association, "pause", "is paused; its events are kept");
    }
  }

  private void showLog() {
    SourceInfo source = source();
    if (source != null) {
      LogView.reveal(getSite().getPage(), List.of(LogOwner.source(source.name())));
    }
  }

  private void enableOrDisable() {
    AssociationInfo association = association();
    if (association != null && association.state().equals("disabled")) {
      presenter.set(association, "enable", "is enabled");
    } else if (association != null) {
      presenter.set(association, "disable", "is disabled; events pass it by");
    }
  }

  private void enable() {
    SourceInfo source = source();
    AssociationInfo association = association();
    String state = source != null ? source.state() : association == null ? "" : association.state();
    pause.setText(state.equals("paused") ? "Resume" : "Pause");
    Rights.manage(pause, !state.isEmpty() && !state.equals("disabled"));
    enable.setText(state.equals("disabled") ? "Enable" : "Disable");
    Rights.manage(enable, association != null);
    log.setEnabled(source != null);
    bar.say(presenter.summary(), presenter.bad());
  }

  @Override
  public void listChanged() {
    if (associations == null || gone()) {
      return;
    }
    boolean filtering = bar.filtering();
    String none = presenter.loaded() ? "" : "Loading…";
    sources.show(
        presenter.sources(),
        filtering
            ? "No source passes the filter."
            : none.isEmpty()
                ? "There are no sources. 'sluice source create' makes one: a schedule, a queue,"
                    + " a bucket, a web hook …"
                : none);
    associations.show(
        presenter.associations(),
        filtering
            ? "No association passes the filter."
            : none.isEmpty()
                ? "There are no associations. 'sluice association create' leads events to functions."
                : none);
    enable();
  }
}
