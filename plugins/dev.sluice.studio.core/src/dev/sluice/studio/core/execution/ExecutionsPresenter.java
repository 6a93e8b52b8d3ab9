package dev.sluice.studio.core.execution;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.client.ExecutionSearch;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private final Clock clock;
  private final View view;
  private List<ExecutionInfo> all = List.of();
  private Filter filter = Filter.NONE;
  private boolean loading;
  private boolean loaded;
  private int asked;

  /** What the presenter tells the view. */
  public interface View {
    /** The list is another. */
    void listChanged();
  }

  public ExecutionsPresenter(StudioSession session, Clock clock, View view) {
    this.session = session;
    this.clock = clock;
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
   * Which executions are shown.
   *
   * @param workflow a part of the workflow's name
   * @param status null for all
   * @param age how long ago they began at most; null for any time
   * @param key the business key; empty for all
   * @param state a task that they are at, or stand still at: its name or pointer; empty for any
   */
  public record Filter(
      String workflow, @Nullable String status, @Nullable Duration age, String key, String state) {
    static final Filter NONE = new Filter("", null, null, "", "");

    public Filter {
      workflow = workflow.strip();
      key = key.strip();
      state = state.strip();
    }

    private boolean asksAs(Filter other) {
      return equals(new Filter(workflow, other.status, other.age, other.key, other.state));
    }

    private ExecutionSearch search(Instant now) {
      Instant from = age == null ? null : now.minus(age);
      return new ExecutionSearch(
          null,
          status,
          key.isEmpty() ? null : key,
          from == null ? null : from.toString(),
          null,
          state.isEmpty() ? null : state);
    }
  }

  /** Shows only some. */
  public void filter(Filter wanted) {
    boolean other = !wanted.asksAs(filter);
    filter = wanted;
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
    ExecutionSearch wanted = filter.search(clock.instant());
    session
        .server()
        .calls()
        .startQuietly(
            "Loading executions",
            client -> client.workflows().executions(wanted, MOST, null).items(),
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
    return all.stream().filter(info -> info.workflow().contains(filter.workflow())).toList();
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
