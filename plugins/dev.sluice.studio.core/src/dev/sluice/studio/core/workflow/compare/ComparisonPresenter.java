package dev.sluice.studio.core.workflow.compare;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.core.workflow.compare.Comparison.Side;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the text of a workflow's editor with versions of the server and with what was saved.
 * Confined to the UI thread.
 */
public final class ComparisonPresenter {
  private static final String EDITOR = "editor";
  private static final String SAVED = "saved";
  private static final String LATEST = "latest";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  private final StudioSession session;
  private final ComparisonSubject subject;
  private final View view;
  private final Map<Integer, String> texts = new HashMap<>();
  private List<WorkflowInfo> versions = List.of();
  private Comparison comparison = Comparison.EMPTY;
  private Scene scene = Scene.EMPTY;
  private Set<String> closed = Set.of();
  private Set<String> selected = Set.of();
  private @Nullable String before;
  private String after = EDITOR;
  private boolean listed;
  private boolean loading;

  /** What the presenter tells the editor. */
  public interface View {
    /** The choices or the comparison are others. */
    void changed();

    /** Other states are selected. */
    void selectionChanged();

    /** Why something is not there. */
    void failed(String sentence);
  }

  /** A text that can be chosen. */
  public record Choice(String id, String title) {}

  /** A presenter that has asked for nothing yet. */
  public ComparisonPresenter(StudioSession session, ComparisonSubject subject, View view) {
    this.session = session;
    this.subject = subject;
    this.view = view;
  }

  /** Looks again which versions there are, and at the editor's text. */
  public void refresh() {
    String name = subject.serverName();
    if (loading) {
      return;
    }
    if (name == null || !session.server().link().status().connected()) {
      listed = true;
      compare();
      return;
    }
    loading = true;
    session
        .server()
        .calls()
        .startQuietly(
            "Loading versions of " + name,
            client -> versions(client, name),
            found -> {
              loading = false;
              listed = true;
              listed(found);
              compare();
            },
            failure -> {
              loading = false;
              listed = true;
              compare();
              view.failed(failure.sentence());
            });
  }

  /** Keeps the texts of versions that are the same: a workflow made anew has the same numbers. */
  private void listed(List<WorkflowInfo> found) {
    texts
        .keySet()
        .retainAll(
            found.stream()
                .filter(versions::contains)
                .map(WorkflowInfo::version)
                .collect(Collectors.toSet()));
    versions = found;
  }

  private static List<WorkflowInfo> versions(SluiceClient client, String name) throws IOException {
    try {
      return client.workflows().versions(name);
    } catch (SluiceApiException e) {
      if (e.is(ErrorCode.WORKFLOW_NOT_FOUND)) {
        return List.of();
      }
      throw e;
    }
  }

  private void failed(Failure failure) {
    loading = false;
    view.failed(failure.sentence());
  }

  /** All texts that can be compared, that of the editor first. */
  public List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice(EDITOR, "the editor's text"));
    choices.add(new Choice(SAVED, subject.savedTitle()));
    if (!versions.isEmpty()) {
      choices.add(new Choice(LATEST, "latest: version " + versions.get(0).version()));
    }
    for (WorkflowInfo info : versions) {
      String number = Integer.toString(info.version());
      choices.add(new Choice(number, "version " + number + ", " + TIME.format(info.createdAt())));
    }
    return choices;
  }

  /** The id of what is compared with: what it was. */
  public String before() {
    boolean deployed = subject.remote() && !versions.isEmpty();
    return before != null ? before : deployed ? LATEST : SAVED;
  }

  /** The id of what is compared: what became of it. */
  public String after() {
    return after;
  }

  /** Compares others. */
  public void choose(String earlier, String later) {
    before = earlier;
    after = later;
    compare();
  }

  private void compare() {
    List<Integer> missing = new ArrayList<>();
    for (String id : List.of(before(), after)) {
      Integer number = number(id);
      if (number != null && !texts.containsKey(number)) {
        missing.add(number);
      }
    }
    String name = subject.serverName();
    if (missing.isEmpty() || name == null) {
      show();
    } else if (!loading) {
      load(name, missing);
    }
  }

  private void load(String name, List<Integer> numbers) {
    loading = true;
    session
        .server()
        .calls()
        .start(
            "Loading versions of " + name,
            client -> {
              Map<Integer, String> found = new HashMap<>();
              for (int number : numbers) {
                found.put(
                    number, String.valueOf(client.workflows().get(name, number).definition()));
              }
              return found;
            },
            found -> {
              loading = false;
              texts.putAll(found);
              compare();
            },
            this::failed);
  }

  /** The version that an id stands for; null for none. */
  private @Nullable Integer number(String id) {
    if (id.equals(LATEST)) {
      return versions.isEmpty() ? null : versions.get(0).version();
    }
    return id.equals(EDITOR) || id.equals(SAVED) ? null : Integer.valueOf(id);
  }

  private Side side(String id) {
    Integer number = number(id);
    if (number != null) {
      return new Side("version " + number, texts.getOrDefault(number, ""));
    }
    return id.equals(SAVED)
        ? new Side(subject.savedTitle(), subject.saved())
        : new Side("the editor's text", subject.current());
  }

  private void show() {
    Side earlier = side(before());
    Side later = side(after);
    if (!earlier.equals(comparison.before()) || !later.equals(comparison.after())) {
      comparison = Comparison.of(earlier, later);
      closed = comparison.quiet();
      scene = ComparisonScene.of(comparison, closed);
      selected = Set.of();
      view.selectionChanged();
    }
    view.changed();
  }

  /** Whether there is something to look at already. */
  public boolean ready() {
    return listed && !comparison.after().title().isEmpty();
  }

  /** What is compared, and what became of it; an empty one before {@link #ready}. */
  public Comparison comparison() {
    return comparison;
  }

  /** The drawing. */
  public Scene scene() {
    return scene;
  }

  /** Ids of nodes and edges that are selected. */
  public Set<String> selected() {
    return selected;
  }

  /** Selects nodes and edges. */
  public void select(Set<String> ids) {
    if (!ids.equals(selected)) {
      selected = Set.copyOf(ids);
      view.selectionChanged();
    }
  }

  /** Shows or hides what is inside a container. */
  public void toggle(String key) {
    Set<String> now = new HashSet<>(closed);
    if (!now.remove(key)) {
      now.add(key);
    }
    closed = now;
    scene = ComparisonScene.of(comparison, closed);
    view.changed();
  }

  /**
   * Selects the state that something became of and that comes next.
   *
   * @param step 1 for the next, -1 for the one before
   */
  public void go(int step) {
    List<String> seen =
        comparison.changed().stream().filter(key -> scene.node(key).isPresent()).toList();
    if (!seen.isEmpty()) {
      int at = selected.stream().findFirst().map(seen::indexOf).orElse(-1);
      int next = at < 0 ? (step > 0 ? 0 : seen.size() - 1) : at + step;
      select(Set.of(seen.get(Math.floorMod(next, seen.size()))));
    }
  }
}
