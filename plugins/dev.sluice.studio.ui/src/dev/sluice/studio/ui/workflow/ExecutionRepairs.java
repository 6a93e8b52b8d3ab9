package dev.sluice.studio.ui.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ExecutionFix;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.studio.core.execution.ExecutionPresenter;
import dev.sluice.studio.core.execution.Repair;
import dev.sluice.studio.core.execution.StateVisit;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;

/** What can be done about an execution, each with a question that says what it does. */
final class ExecutionRepairs {
  private final ExecutionPresenter presenter;
  private final Composite row;
  private final Button suspend;
  private final Button cancel;
  private final Button retry;
  private final Button skip;
  private final Button jump;
  private final Button timer;
  private final Button deliver;

  ExecutionRepairs(Composite parent, ExecutionPresenter presenter) {
    this.presenter = presenter;
    row = new Composite(parent, SWT.NONE);
    row.setLayout(RowLayoutFactory.fillDefaults().spacing(4).create());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    suspend = button("Suspend…", "suspend", this::suspend);
    cancel = button("Cancel…", "cancel", this::cancel);
    retry = button("Retry…", "retry", this::retry);
    skip = button("Skip…", "skip", this::skip);
    jump = button("Jump…", "jump", this::jump);
    timer = button("Fire Timer…", "timer", this::timer);
    deliver = button("Deliver Event…", "deliver", this::deliver);
  }

  private Button button(String label, String id, Runnable run) {
    Button button = StudioIds.mark(new Button(row, SWT.PUSH), "execution." + id);
    button.setText(label);
    button.addListener(SWT.Selection, e -> run.run());
    return button;
  }

  /** Brings the buttons up to date. */
  void update() {
    var info = presenter.info();
    boolean suspended = info != null && info.status().equals("suspended");
    suspend.setText(suspended ? "Resume…" : "Suspend…");
    Rights.manage(suspend, presenter.open());
    Rights.manage(cancel, presenter.open());
    Rights.manage(retry, presenter.repairable());
    Rights.manage(skip, presenter.repairable());
    Rights.manage(jump, presenter.repairable());
    var explanation = presenter.explanation();
    Rights.manage(timer, explanation != null && !explanation.timers().isEmpty());
    Rights.manage(deliver, explanation != null && !explanation.listeners().isEmpty());
  }

  private Optional<FixDialog.Answer> ask(
      String title, String about, String button, @Nullable String json, List<String> targets) {
    return FixDialog.ask(
        row.getShell(), new FixDialog.Question(title, about, button, json, targets));
  }

  private void suspend() {
    var info = presenter.info();
    boolean suspended = info != null && info.status().equals("suspended");
    String title = suspended ? "Resume Execution" : "Suspend Execution";
    String about =
        suspended
            ? "It goes on from where it is."
            : "Nothing goes on until it is resumed; calls under way end.";
    ask(title, about, suspended ? "Resume" : "Suspend", null, List.of())
        .ifPresent(a -> fix(suspended ? "resume" : "suspend", a, null, null, null, null));
  }

  private void cancel() {
    ask(
            "Cancel Execution",
            "It ends at once, and nothing more of it is done.",
            "Cancel Execution",
            null,
            List.of())
        .ifPresent(a -> fix("cancel", a, null, null, null, null));
  }

  private void retry() {
    ask(
            "Retry",
            "The state at hand begins anew with this input, also after a fault.",
            "Retry",
            input(),
            List.of())
        .ifPresent(a -> fix("retry", a, a.json(), null, null, null));
  }

  private void skip() {
    ask(
            "Skip",
            "The state at hand is left, and this goes on as its output.",
            "Skip",
            "{}",
            List.of())
        .ifPresent(a -> fix("skip", a, null, a.json(), null, null));
  }

  private void jump() {
    List<String> names =
        presenter.model().index().entries().stream().map(StateIndex.Entry::id).distinct().toList();
    ask(
            "Jump",
            "It goes on at another state of the same list, with this input.",
            "Jump",
            input(),
            names)
        .ifPresent(a -> fix("jump", a, a.json(), null, a.target(), null));
  }

  private void timer() {
    ask("Fire Timer", "The moment that is waited for comes now.", "Fire", null, List.of())
        .ifPresent(a -> fix("timer", a, null, null, null, null));
  }

  @SuppressWarnings("unchecked")
  private void deliver() {
    var explanation = presenter.explanation();
    String type =
        explanation == null
            ? ""
            : explanation.listeners().stream()
                .flatMap(listener -> listener.types().stream())
                .findFirst()
                .orElse("");
    String event = type.isEmpty() ? Repair.EVENT : Repair.EVENT.replace("com.example.event", type);
    ask(
            "Deliver Event",
            "This execution alone gets this event, as if it had come by itself.",
            "Deliver",
            event,
            List.of())
        .filter(a -> a.json() instanceof Map)
        .ifPresent(a -> fix("deliver", a, null, null, null, (Map<String, Object>) a.json()));
  }

  private String input() {
    JsonNode input =
        presenter.model().selected().stream()
            .flatMap(id -> presenter.replay().visit(id).stream())
            .map(StateVisit::input)
            .filter(each -> each != null)
            .findFirst()
            .orElse(null);
    return input == null ? "null" : input.toPrettyString();
  }

  private void fix(
      String fix,
      FixDialog.Answer answer,
      @Nullable Object input,
      @Nullable Object output,
      @Nullable String target,
      @Nullable Map<String, Object> event) {
    presenter.fix(fix, new ExecutionFix(answer.why(), null, input, output, target, null, event));
  }
}
