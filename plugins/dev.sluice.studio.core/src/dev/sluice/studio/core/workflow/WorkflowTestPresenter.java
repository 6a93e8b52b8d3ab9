package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.api.WorkflowTest;
import dev.sluice.api.WorkflowTestResult;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.execution.Replay;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.core.invoke.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tests a workflow as it is being edited, or one state of it: with an input, mocks of calls, and
 * events. What was typed stays while the editor is open; before that, it is what was recorded in
 * the newest execution. Confined to the UI thread.
 */
public final class WorkflowTestPresenter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StudioSession session;
  private final WorkflowModel model;
  private final WorkflowSource source;
  private final View view;
  private final Map<String, String> inputs = new HashMap<>();
  private final Map<String, String> given = new HashMap<>();
  private Recorded recorded = Recorded.NOTHING;
  private List<RecordedEvent> recent = List.of();
  private boolean asked;
  private boolean open;
  private boolean running;
  private String state = "";
  private String sample = "";
  private String failure = "";
  private String tested = "";
  private @Nullable WorkflowTestResult result;
  private @Nullable Replay replay;

  /** What the presenter tells the editor. */
  public interface View {
    /** What is tested, or what came of it, is another. */
    void testChanged();
  }

  /** A presenter of a workflow that is edited. */
  public WorkflowTestPresenter(
      StudioSession session, WorkflowModel model, WorkflowSource source, View view) {
    this.session = session;
    this.model = model;
    this.source = source;
    this.view = view;
  }

  /**
   * Turns to a test.
   *
   * @param key of the only state that runs; empty for the whole workflow
   * @param data an input where nothing was typed or recorded
   */
  public void open(String key, String data) {
    if (!open || !key.equals(state)) {
      forget();
    }
    open = true;
    state = key;
    sample = data;
    lookForEvents(view::testChanged, none -> {});
    if (!asked && source.remote()) {
      asked = true;
      session
          .server()
          .calls()
          .startQuietly(
              "Looking for data to test " + source.name(),
              client -> Recorded.read(client, source.name()),
              found -> {
                recorded = found;
                view.testChanged();
              },
              // It may be new, or have no execution yet: then there is nothing to begin with.
              none -> asked = false);
    }
    view.testChanged();
  }

  /** Ends testing: the drawing is the plain one again. */
  public void close() {
    open = false;
    forget();
    view.testChanged();
  }

  private void forget() {
    result = null;
    replay = null;
    failure = "";
  }

  /** Whether something is being tested, and shown. */
  public boolean isOpen() {
    return open;
  }

  /** Whether the server is asked now. */
  public boolean isRunning() {
    return running;
  }

  /** What is tested, in a few words. */
  public String title() {
    return state.isEmpty() ? "Test the whole workflow" : "Test the state " + name(state);
  }

  /** Whether only one state runs. */
  public boolean isAlone() {
    return !state.isEmpty();
  }

  private String name(String key) {
    return model.index().state(key).map(StateIndex.Entry::id).orElse(key);
  }

  /** States that need something from outside. */
  public List<Outsider> outsiders() {
    return Outsider.of(model.index(), state);
  }

  /** The input as it was typed or recorded. */
  public String input() {
    String known = inputs.get(state);
    return known != null ? known : recorded.inputs().getOrDefault(state, sample);
  }

  /** Another input was typed. */
  public void input(String typed) {
    inputs.put(state, typed);
    view.testChanged();
  }

  /** What a state is given. */
  public String given(Outsider to) {
    String known = given.get(to.key());
    return known != null ? known : recorded.mocks().getOrDefault(to.key(), to.usual());
  }

  /** Something else was typed for a state; blank for nothing. */
  public void given(Outsider to, String typed) {
    given.put(to.key(), typed);
    view.testChanged();
  }

  /**
   * Asks the server for the events that came of late, to give a state some of them.
   *
   * @param found told when they are there
   */
  public void lookForEvents(Runnable found) {
    lookForEvents(
        found,
        why -> {
          failure = why.sentence();
          view.testChanged();
        });
  }

  private void lookForEvents(Runnable found, Consumer<Failure> failed) {
    session
        .server()
        .calls()
        .startQuietly(
            "Looking for events to test " + source.name(),
            RecordedEvent::read,
            events -> {
              recent = events;
              found.run();
            },
            failed);
  }

  /** The events that came of late: those of types that a state waits for first, then the newest. */
  public List<RecordedEvent> recent(Outsider to) {
    return recent.stream()
        .sorted(Comparator.comparing(event -> !to.types().contains(event.type())))
        .toList();
  }

  /** Gives a state an event more, in place of the made up ones. */
  public void give(Outsider to, RecordedEvent event) {
    ArrayNode events = JSON.createArrayNode();
    String now = given(to);
    if (!now.equals(to.usual())) {
      JsonText.read(now)
          .ifPresent(all -> (all.isArray() ? all : List.of(all)).forEach(events::add));
    }
    events.add(event.event());
    given(to, JsonText.pretty(events.toString()));
  }

  /** Why it cannot be run; empty where it can. */
  public Optional<String> refusal() {
    if (!session.server().link().status().connected()) {
      return Optional.of("The server runs tests, and Studio is not connected to one.");
    }
    if (model.unreadable().isPresent() || model.document() == null) {
      return Optional.of("The text cannot be read; put it right first.");
    }
    if (isAlone() && model.index().state(state).isEmpty()) {
      return Optional.of("The state is not there any more; choose another.");
    }
    if (JsonText.check(input()).isPresent()) {
      return Optional.of("The input is no JSON.");
    }
    return outsiders().stream().flatMap(one -> wrong(one).stream()).findFirst();
  }

  private Optional<String> wrong(Outsider one) {
    String text = given(one);
    if (text.isBlank()) {
      return Optional.empty();
    }
    boolean variables = one.kind() == Outsider.Kind.VARIABLES;
    Optional<JsonNode> value = JsonText.read(text);
    if (JsonText.check(text).isPresent() || value.isEmpty()) {
      String what = variables ? "What the variables are" : "What is given to " + one.name();
      return Optional.of(what + " is no JSON.");
    }
    return variables && !value.get().isObject()
        ? Optional.of("The variables are no JSON object.")
        : Optional.empty();
  }

  /** Runs it, unless it cannot be. */
  public void run() {
    if (running || refusal().isPresent()) {
      return;
    }
    String text = model.text();
    StateIndex index = model.index();
    String key = state;
    WorkflowTest test;
    try {
      test = test(text, index);
    } catch (JsonProcessingException e) {
      return;
    }
    running = true;
    forget();
    view.testChanged();
    session
        .server()
        .calls()
        .startQuietly(
            "Testing " + source.name(),
            client -> client.workflows().test(test),
            done -> done(key, text, index, done),
            why -> failed(key, why));
  }

  private WorkflowTest test(String text, StateIndex index) throws JsonProcessingException {
    Map<String, Object> mocks = new LinkedHashMap<>();
    List<Map<String, Object>> events = new ArrayList<>();
    Map<String, Object> variables = null;
    for (Outsider one : outsiders()) {
      if (given(one).isBlank()) {
        continue;
      }
      JsonNode value = JSON.readTree(given(one));
      switch (one.kind()) {
        case CALL -> mocks.put(one.pointer(), value);
        case VARIABLES -> variables = fields(value);
        case EVENTS ->
            (value.isArray() ? value : List.of(value)).forEach(event -> events.add(fields(event)));
      }
    }
    String pointer = index.state(state).map(entry -> entry.task().path().pointer()).orElse(null);
    JsonNode data = JSON.readTree(input());
    return new WorkflowTest(text, null, null, data, pointer, null, mocks, events, variables);
  }

  private static Map<String, Object> fields(JsonNode event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    event.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private void done(String key, String text, StateIndex index, WorkflowTestResult now) {
    running = false;
    if (isAt(key)) {
      tested = text;
      result = now;
      replay = Replay.of(index, now.history(), now.history().size());
      if (!unmocked().isEmpty()) {
        model.select(Set.of(unmocked()));
      }
    }
    view.testChanged();
  }

  private void failed(String key, Failure why) {
    running = false;
    if (isAt(key)) {
      failure = why.sentence();
    }
    view.testChanged();
  }

  /** Whether that is still tested: while the server was asked, the user may have turned away. */
  private boolean isAt(String key) {
    return open && key.equals(state);
  }

  /** What came of it; null where there is nothing yet. */
  public @Nullable WorkflowTestResult result() {
    return result;
  }

  /** Whether the workflow was changed since. */
  public boolean isStale() {
    return result != null && !tested.equals(model.text());
  }

  /** The drawing with the way that the test took; the plain one where there is none. */
  public Scene over(Scene plain) {
    Replay now = replay;
    return now == null || isStale() ? plain : now.over(plain);
  }

  /** What came of it, in a sentence; empty where there is nothing to say. */
  public String sentence() {
    WorkflowTestResult now = result;
    if (running) {
      return "Running…";
    }
    if (!failure.isEmpty()) {
      return failure;
    }
    if (now == null) {
      return "";
    }
    return TestWords.sentence(now) + (isStale() ? " The workflow was changed since." : "");
  }

  /** Whether the last run could not be made. */
  public boolean isFailed() {
    return !failure.isEmpty();
  }

  /**
   * What came of it in detail: of a state, or as a whole.
   *
   * @param key of a state, or empty
   */
  public String details(String key) {
    WorkflowTestResult now = result;
    if (now == null) {
      return "";
    }
    return model
        .index()
        .state(key)
        .map(entry -> TestWords.state(now, entry.task().path().pointer(), entry.id()))
        .orElseGet(() -> TestWords.whole(now));
  }

  /** The key of the state whose call has no mock; empty where there is none. */
  private String unmocked() {
    WorkflowTestResult now = result;
    return now == null || now.unmocked() == null
        ? ""
        : model.index().at(now.unmocked().task()).map(StateIndex.Entry::key).orElse("");
  }
}
