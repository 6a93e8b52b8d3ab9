package dev.sluice.studio.ui.wiring;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.operate.EventsPresenter;
import dev.sluice.studio.core.wiring.Trial;
import dev.sluice.studio.core.wiring.Wiring;
import dev.sluice.studio.core.wiring.WiringPresenter;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Paper;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;

/**
 * Beside the drawing: what is selected, to be read, changed and tried. Confined to the UI thread.
 */
final class WiringPane {
  private static final int SETTLE_MILLIS = 200;
  private static final String HELP =
      "Drag from a source to a function: an association then leads its events there.\n\n"
          + "Drag from a source to an association to add the source, and from an association to"
          + " another function to add the function.\n\n"
          + "Drag from a source to a workflow: each of its events then starts it.\n\n"
          + "Select an association to filter its events, to try the filter on the last ones, and to"
          + " pause it.";

  private final WiringPresenter presenter;
  private final Trial trial;
  private final SashForm sash;
  private final Composite top;
  private final ScrolledComposite scroll;
  private final Composite foot;
  private final TrialPane trialPane;
  private Composite body;
  private String shown = "nothing yet";
  private @Nullable AssociationForm form;
  private Trial.@Nullable Question question;
  private int asks;
  private @Nullable Label state;
  private @Nullable Button pause;
  private @Nullable Button enable;

  WiringPane(Composite parent, StudioSession session, WiringPresenter presenter) {
    this.presenter = presenter;
    this.trial = new Trial(session.server(), this::tried);
    sash = new SashForm(parent, SWT.VERTICAL | SWT.SMOOTH);
    sash.setSashWidth(4);
    top = Paper.of(new Composite(sash, SWT.NONE));
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(top);
    scroll = Paper.of(new ScrolledComposite(top, SWT.V_SCROLL));
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(scroll);
    foot = Paper.of(new Composite(top, SWT.NONE));
    GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(foot);
    trialPane = new TrialPane(sash);
    sash.setWeights(54, 46);
    body = body();
    show();
  }

  private Composite body() {
    Composite made = Paper.of(new Composite(scroll, SWT.NONE));
    GridLayoutFactory.fillDefaults().numColumns(2).margins(10, 8).spacing(8, 4).applyTo(made);
    scroll.setContent(made);
    return made;
  }

  /** Brings it up to date with what is selected. */
  void show() {
    Optional<AssociationInfo> association = presenter.association();
    Optional<SourceInfo> source = presenter.source();
    Optional<String> function = presenter.function();
    Optional<String> workflow = presenter.workflow();
    String shape =
        association
            .map(
                info ->
                    Wiring.association(info.name()) + presenter.base(info) + presenter.reverted())
            .or(() -> source.map(info -> Wiring.source(info.name())))
            .or(() -> function.map(Wiring::function))
            .or(() -> workflow.map(Wiring::workflow))
            .orElse(presenter.selected().isEmpty() ? "" : "several" + presenter.selected());
    if (!shape.equals(shown)) {
      build(association.orElse(null), source.orElse(null));
    }
    shown = shape;
    association.ifPresent(this::update);
    source.ifPresent(this::update);
    if (form != null) {
      form.enable();
    }
  }

  private void build(@Nullable AssociationInfo association, @Nullable SourceInfo source) {
    body.dispose();
    body = body();
    form = null;
    state = null;
    pause = null;
    enable = null;
    sash.setMaximizedControl(association == null ? top : null);
    for (Control old : foot.getChildren()) {
      old.dispose();
    }
    if (association != null) {
      head("Association " + association.name());
      stateLine();
      buttons(this::pauseAssociation, this::enableAssociation);
      form = new AssociationForm(body, foot, presenter, association, this::ask);
      trial.clear();
      question = form.question();
      trialPane.show(trial);
      askNow();
    } else if (source != null) {
      head("Source " + source.name());
      stateLine();
      buttons(this::pauseSource, null);
      about(source);
    } else if (presenter.function().isPresent()) {
      head("Function " + presenter.function().get());
      text("Enter or a double click opens it. Drag from a source to lead events to it.");
    } else if (presenter.workflow().isPresent()) {
      head("Workflow " + presenter.workflow().get());
      text(
          "Its document says which events start it, in 'schedule'. Enter or a double click opens"
              + " it. Drag from a source to have each of its events start it.");
    } else if (presenter.selected().size() > 1) {
      head(presenter.selected().size() + " selected");
      text("Delete takes them out.");
    } else if (presenter.selected().contains(Wiring.source(Wiring.EVENTS))) {
      head("Events that are handed in");
      text(
          "Programs hand them in by POST /v1/events, one or many at once, as CloudEvents. Drag from"
              + " here to a function to lead them there.");
    } else {
      head("Associations");
      text(HELP);
    }
    Shown.set(foot, association != null);
    top.layout(true, true);
    body.layout(true, true);
    scroll.setMinSize(0, body.computeSize(SWT.DEFAULT, SWT.DEFAULT).y);
    body.addListener(
        SWT.Resize,
        e -> scroll.setMinSize(0, body.computeSize(scroll.getClientArea().width, SWT.DEFAULT).y));
  }

  private void head(String title) {
    StudioIds.mark(Paper.heading(body, 2, title), "wiring.title");
  }

  private void text(String words) {
    Label label = Paper.label(body, words, SWT.WRAP);
    label.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults()
        .span(2, 1)
        .grab(true, false)
        .hint(120, SWT.DEFAULT)
        .applyTo(label);
  }

  private void stateLine() {
    Label label = StudioIds.mark(Paper.label(body, "", SWT.WRAP), "wiring.state");
    GridDataFactory.fillDefaults()
        .span(2, 1)
        .grab(true, false)
        .hint(120, SWT.DEFAULT)
        .applyTo(label);
    state = label;
  }

  private void buttons(Runnable pausing, @Nullable Runnable enabling) {
    Composite row = Paper.of(new Composite(body, SWT.NONE));
    GridLayoutFactory.fillDefaults()
        .numColumns(enabling == null ? 1 : 2)
        .spacing(6, 0)
        .applyTo(row);
    GridDataFactory.fillDefaults().span(2, 1).applyTo(row);
    Button made = StudioIds.mark(new Button(row, SWT.PUSH), "wiring.pause");
    made.addListener(SWT.Selection, e -> pausing.run());
    GridDataFactory.swtDefaults().hint(90, SWT.DEFAULT).applyTo(made);
    pause = made;
    if (enabling != null) {
      Button other = StudioIds.mark(new Button(row, SWT.PUSH), "wiring.enable");
      other.addListener(SWT.Selection, e -> enabling.run());
      GridDataFactory.swtDefaults().hint(90, SWT.DEFAULT).applyTo(other);
      enable = other;
    }
  }

  private void about(SourceInfo info) {
    about("Kind", info.kind());
    info.options().forEach((name, value) -> about(name, value(value)));
    if (info.address() != null) {
      about("Address", info.address());
    }
    if (!info.description().isEmpty()) {
      about("Description", info.description());
    }
  }

  private static String value(Object value) {
    if (value instanceof List<?> list) {
      return String.join(", ", list.stream().map(String::valueOf).toList());
    }
    if (value instanceof java.util.Map<?, ?> map && map.get("secret") != null) {
      return "the secret " + map.get("secret");
    }
    return String.valueOf(value);
  }

  private void about(String caption, String value) {
    Label label = Paper.caption(body, caption, SWT.BEGINNING);
    label.setForeground(Ink.FAINT);
    Label text = Paper.label(body, value.replace("&", "&&"), SWT.WRAP);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(text);
  }

  private void update(AssociationInfo info) {
    String trouble = EventsPresenter.trouble(info);
    say(
        info.state()
            + String.format(
                Locale.ENGLISH, ", %,d waiting, %,d given up", info.waiting(), info.deadLetters())
            + (trouble == null ? "" : "\n" + trouble),
        trouble != null);
    label(
        pause,
        info.state().equals("paused") ? "Resume" : "Pause",
        !info.state().equals("disabled"));
    label(enable, info.state().equals("disabled") ? "Enable" : "Disable", true);
  }

  private void update(SourceInfo info) {
    String trouble = info.stateReason() == null ? info.lastProblem() : info.stateReason();
    say(
        info.state()
            + String.format(Locale.ENGLISH, ", %,d events since the server started", info.events())
            + (trouble == null ? "" : "\n" + trouble),
        trouble != null);
    label(pause, info.state().equals("paused") ? "Resume" : "Pause", true);
  }

  private void say(String text, boolean bad) {
    Label label = state;
    if (label != null && !label.getText().equals(text)) {
      label.setText(text);
      label.setForeground(bad ? Ink.BAD : Ink.FAINT);
      body.layout(true, true);
    }
  }

  private void label(@Nullable Button button, String text, boolean possible) {
    if (button != null) {
      button.setText(text);
      Rights.manage(button, possible && presenter.connected());
    }
  }

  private void pauseAssociation() {
    presenter
        .association()
        .ifPresent(
            info -> {
              if (info.state().equals("paused")) {
                presenter.set(info, "resume", "goes on");
              } else {
                presenter.set(info, "pause", "is paused; its events are kept");
              }
            });
  }

  private void enableAssociation() {
    presenter
        .association()
        .ifPresent(
            info -> {
              if (info.state().equals("disabled")) {
                presenter.set(info, "enable", "is enabled");
              } else {
                presenter.set(info, "disable", "is disabled; events pass it by");
              }
            });
  }

  private void pauseSource() {
    presenter.source().ifPresent(info -> presenter.pause(info, !info.state().equals("paused")));
  }

  /** Waits until typing pauses. */
  private void ask(Trial.Question now) {
    question = now;
    int number = ++asks;
    UiThread.current()
        .later(
            SETTLE_MILLIS,
            () -> {
              if (number == asks) {
                askNow();
              }
            });
  }

  /** Puts the caret into the form. */
  void setFocus() {
    if (form == null) {
      scroll.setFocus();
    } else {
      form.setFocus();
    }
  }

  /** Asks again what is tried now: events may have come. */
  void askNow() {
    Trial.Question now = question;
    if (now != null && form != null && !body.isDisposed()) {
      trial.ask(now);
    }
  }

  private void tried() {
    if (body.isDisposed() || form == null) {
      return;
    }
    form.refused(trial.failure() == null ? null : trial.failure().sentence());
    trialPane.show(trial);
  }
}
