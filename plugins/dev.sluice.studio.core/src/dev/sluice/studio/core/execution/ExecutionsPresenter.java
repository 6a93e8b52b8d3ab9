package dev.sluice.studio.core.execution;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.Failure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest executions of the server, asked for again and again while somebody looks. Confined to
 * the UI thread.
 */
public final class ExecutionsPresenter {
  private static final int MOST = 200;

  private final StudioSession session;
  private final View view;
  private List<ExecutionInfo> all = List.of();
  private String workflow = "";
  private @Nullable String status;
  private boolean loading;
  private boolean loaded;
  private int asked;

  /** What the presenter tells the view. */
  public interface View {
    /** The list is another. */
    void listChanged();
  }

  public ExecutionsPresenter(StudioSession session, View view) {
    this.session = session;
    this.view = view;
  }

  /** Starts an execution of the newest version of a workflow. */
  public static void start(
      StudioSession session,
      String workflow,
      ExecutionStart start,
      Consumer<ExecutionInfo> done,
      Consumer<Failure> failed) {
    session
        .server()
        .calls()
        .start(
            "Starting " + workflow,
            client -> client.workflows().start(workflow, start),
            done,
            failed);
  }

  /**
   * Shows only some.
   *
   * @param name a part of the workflow's name
   * @param wanted the status; null for all
   */
  public void filter(String name, @Nullable String wanted) {
    workflow = name.strip();
    boolean other = !java.util.Objects.equals(status, wanted);
    status = wanted;
    if (other) {
      loading = false;
      refresh();
    }
    view.listChanged();
  }

  /** Asks the server, if it is not being asked already. */
  public void refresh() {
    if (loading || !session.server().link().status().connected()) {
      return;
    }
    loading = true;
    int mine = ++asked;
    String wanted = status;
    session
        .server()
        .calls()
        .startQuietly(
            "Loading executions",
            client -> client.workflows().executions(null, wanted, MOST, null).items(),
            found -> {
              if (mine == asked) {
                loaded(found);
              }
            },
            this::failed);
  }

  private void loaded(List<ExecutionInfo> found) {
    loading = false;
    if (!loaded || !found.equals(all)) {
      loaded = true;
      all = found;
      view.listChanged();
    }
  }

  private void failed(Failure failure) {
    loading = false;
  }

  /** What is shown, the newest first. */
  public List<ExecutionInfo> visible() {
    return all.stream().filter(info -> info.workflow().contains(workflow)).toList();
  }

  /** How many there are of each status among what is shown: {@code 2 running, 1 faulted}. */
  public String counts() {
    Map<String, Integer> counts = new TreeMap<>();
    visible().forEach(info -> counts.merge(info.status(), 1, Integer::sum));
    if (counts.isEmpty()) {
      return loaded ? "No executions" : "";
    }
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (name, count) ->
            text.append(text.isEmpty() ? "" : ",  ").append(count).append(' ').append(name));
    return text + (all.size() == MOST ? "  (the newest " + MOST + ")" : "");
  }
}
