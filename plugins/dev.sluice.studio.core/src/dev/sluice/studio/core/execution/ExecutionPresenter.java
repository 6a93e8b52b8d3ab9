package dev.sluice.studio.core.execution;

import dev.sluice.api.ExecutionExplanation;
import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.layout.LayoutFile;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.workflow.WorkflowModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One execution: what happened, at the last step or any before, what it waits for, and repairs. The
 * server is asked again while the execution goes on. Confined to the UI thread.
 */
public final class ExecutionPresenter implements WorkflowModel.Listener {
  private final StudioSession session;
  private final String id;
  private final View view;
  private final WorkflowModel model = new WorkflowModel(this);
  private @Nullable ExecutionInfo info;
  private @Nullable ExecutionExplanation explanation;
  private List<Map<String, Object>> history = List.of();
  private Replay replay = Replay.of(model.index(), List.of(), 0);
  private int step;
  private boolean follows = true;
  private boolean loading;

  /** What the presenter tells the editor. */
  public interface View {
    /** Something happened, or another moment is looked at. */
    void changed();

    /** Other states are selected. */
    void selectionChanged();

    /** A call did not work. */
    void failed(String sentence);
  }

  public ExecutionPresenter(StudioSession session, String id, View view) {
    this.session = session;
    this.id = id;
    this.view = view;
  }

  private record Read(
      ExecutionInfo info,
      @Nullable String definition,
      List<Map<String, Object>> history,
      @Nullable ExecutionExplanation explanation) {}

  /** Asks the server, if it is not being asked already. */
  public void refresh() {
    if (loading || !session.server().link().status().connected()) {
      return;
    }
    loading = true;
    boolean first = info == null;
    List<Map<String, Object>> known = history;
    session
        .server()
        .calls()
        .startQuietly(
            "Reading execution " + id,
            client -> read(client, first, known),
            this::read,
            this::failed);
  }

  /** Reads what has happened since; the rest is known. */
  private Read read(SluiceClient client, boolean first, List<Map<String, Object>> known)
      throws IOException {
    ExecutionInfo now = client.workflows().execution(id);
    String definition =
        first ? client.workflows().get(now.workflow(), now.version()).definition() : null;
    List<Map<String, Object>> all = new ArrayList<>(known);
    if (now.events() > known.size()) {
      all.addAll(client.workflows().history(id, known.size()));
    }
    boolean over = !now.status().equals("running") && !now.status().equals("suspended");
    return new Read(now, definition, all, over ? null : client.workflows().explain(id));
  }

  private void read(Read now) {
    loading = false;
    boolean same =
        info != null
            && info.status().equals(now.info().status())
            && history.size() == now.history().size();
    info = now.info();
    explanation = now.explanation();
    if (now.definition() != null) {
      model.open(now.definition(), LayoutFile.EMPTY);
    }
    if (!same) {
      history = now.history();
      if (follows) {
        step = history.size();
      }
      show();
    }
  }

  private void failed(Failure failure) {
    loading = false;
    view.failed(failure.sentence());
  }

  private void show() {
    replay = Replay.of(model.index(), history, step);
    view.changed();
  }

  public WorkflowModel model() {
    return model;
  }

  /** What is known of it; null until it is read. */
  public @Nullable ExecutionInfo info() {
    return info;
  }

  /** What it waits for; null when it is over. */
  public @Nullable ExecutionExplanation explanation() {
    return explanation;
  }

  /** The moment that is looked at. */
  public Replay replay() {
    return replay;
  }

  /** How many steps there are. */
  public int steps() {
    return history.size();
  }

  /** How many of them are looked at. */
  public int step() {
    return step;
  }

  /** Looks at another moment; at the last one, it goes on with what happens. */
  public void lookAt(int now) {
    step = Math.max(0, Math.min(history.size(), now));
    follows = step == history.size();
    show();
  }

  /** Whether it can go on. */
  public boolean open() {
    return info != null && (info.status().equals("running") || info.status().equals("suspended"));
  }

  /** Whether anything can be repaired: also after it failed. */
  public boolean repairable() {
    return open() || (info != null && info.status().equals("faulted"));
  }

  /** Does something about it; who and why go into the history. */
  public void fix(String fix, ExecutionFix how) {
    session
        .server()
        .calls()
        .start(
            "Repairing " + id,
            client -> client.workflows().fix(id, fix, how),
            done -> {
              follows = true;
              refresh();
            },
            failure -> view.failed(failure.sentence()));
  }

  @Override
  public void sceneChanged(Set<String> changed) {
    view.changed();
  }

  @Override
  public void textReplaced() {
    // The text is not shown.
  }

  @Override
  public void selectionChanged() {
    view.selectionChanged();
  }
}
