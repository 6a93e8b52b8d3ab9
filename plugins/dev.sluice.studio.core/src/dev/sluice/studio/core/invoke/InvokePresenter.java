package dev.sluice.studio.core.invoke;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.CallerInfo;
import dev.sluice.api.LogLine;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.LoadGate;
import dev.sluice.studio.core.functions.FunctionCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Invokes one function at a time and shows what came of it. Confined to the UI thread. */
public final class InvokePresenter implements FunctionCatalog.Listener {
  private static final String LATEST = "latest";
  private static final int VERSIONS = 100;

  private final StudioSession session;
  private final View view;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private final LoadGate gate = new LoadGate();
  private final SavedEvents saved;

  /** What was typed for functions and not sent, by their names, until Studio ends. */
  private final Map<String, Payload> drafts = new HashMap<>();

  private @Nullable String function;
  private String qualifier = LATEST;
  private List<String> qualifiers = List.of(LATEST);
  private boolean running;
  private @Nullable String place;
  private @Nullable String namespace;

  /** What the presenter tells the view. */
  public interface View extends SavedEvents.View {

    /** {@link #function()}, {@link #functions()} or the qualifiers have changed. */
    void choiceChanged();

    /** An invocation began or ended. */
    void runningChanged();

    /** What the last invocation came to; null when there was none of this function. */
    void outcome(@Nullable Outcome outcome);

    /**
     * The payload to start with.
     *
     * @param typed whether it is one that the user typed before, and not sent
     */
    void payload(Payload payload, boolean typed);

    /** The payload as it is in the view; empty where the user has not changed it. */
    Optional<Payload> typed();

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

  /** A presenter without a function. */
  public InvokePresenter(StudioSession session, View view) {
    this.session = session;
    this.view = view;
    this.saved = new SavedEvents(session.savedEvents(), session.ui(), view);
    session.catalog().listen(this);
    session.server().link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    session.catalog().forget(this);
    session.server().link().forget(connection);
  }

  /** The function to invoke; null when none is chosen. */
  public @Nullable String function() {
    return function;
  }

  /** What to invoke: {@code latest}, a version or an alias. */
  public String qualifier() {
    return qualifier;
  }

  /** What the qualifier can be. */
  public List<String> qualifiers() {
    return qualifiers;
  }

  /** Names of all functions. */
  public List<String> functions() {
    return session.catalog().functions().stream().map(info -> info.name()).toList();
  }

  /** Whether an invocation is under way. */
  public boolean running() {
    return running;
  }

  /** Whether there is something to invoke and a server to do it. */
  public boolean canInvoke() {
    return function != null
        && !running
        && obstacle() == null
        && session.server().link().status().connected();
  }

  /** Why the function cannot be invoked whatever is sent; null when it can. */
  public @Nullable String obstacle() {
    if (function == null) {
      return null;
    }
    if (!session.server().link().status().mayInvoke()) {
      return "The token of this connection lets you see functions, and not invoke them.";
    }
    return session
        .catalog()
        .find(function)
        .filter(info -> info.state().equals("disabled"))
        .map(info -> info.name() + " is disabled: enable it to invoke it.")
        .orElse(null);
  }

  /** Payloads sent to the function before, newest first. */
  public List<Payload> history() {
    return function == null ? List.of() : session.history().of(function);
  }

  /** Saved events of the function. */
  public SavedEvents saved() {
    return saved;
  }

  /** Whether a payload can be had again: from the history, or because it is saved. */
  public boolean keeps(Payload payload) {
    return history().contains(payload)
        || saved.all().stream().anyMatch(event -> event.payload().equals(payload));
  }

  /** Chooses what to invoke. */
  public void choose(String name, String chosenQualifier) {
    boolean other = !name.equals(function);
    if (other && function != null) {
      keepDraft(function);
    }
    function = name;
    qualifier = chosenQualifier;
    if (other) {
      qualifiers = List.of(LATEST);
      view.outcome(null);
      loadPayload(name);
      turnSaved(session.server().link().status());
    }
    if (!qualifiers.contains(qualifier)) {
      qualifiers = List.of(LATEST, qualifier);
    }
    view.choiceChanged();
    loadQualifiers();
  }

  /** Invokes with this payload. */
  public void invoke(Payload payload) {
    String name = function;
    if (name == null || !canInvoke()) {
      return;
    }
    running = true;
    view.runningChanged();
    session.history().add(name, payload);
    InvokeRequest request =
        new InvokeRequest(
            qualifier,
            payload.text().getBytes(StandardCharsets.UTF_8),
            payload.contentType(),
            true);
    session
        .server()
        .calls()
        .start(
            "Invoking " + name,
            client -> invoke(client, name, request),
            outcome -> finished(name, outcome),
            failure -> finished(name, Outcome.of(failure)));
  }

  @Override
  public void reloaded() {
    view.choiceChanged();
    loadQualifiers();
  }

  @Override
  public void changed(Set<String> names) {
    if (function != null && names.contains(function)) {
      loadQualifiers();
    }
    view.choiceChanged();
  }

  private static Outcome invoke(SluiceClient client, String name, InvokeRequest request)
      throws IOException {
    InvokeResult result = client.invoke(name, request);
    List<LogLine> log;
    try {
      log = client.logs(name, LogRequest.of(result.invocation()));
    } catch (SluiceApiException | IOException e) {
      // The result is what was asked for; a log that cannot be read must not hide it.
      log = List.of();
    }
    return Outcome.of(result, log);
  }

  private void finished(String name, Outcome outcome) {
    running = false;
    view.runningChanged();
    if (name.equals(function)) {
      view.outcome(outcome);
    }
  }

  private void keepDraft(String name) {
    view.typed()
        .filter(payload -> !keeps(payload))
        .ifPresentOrElse(payload -> drafts.put(name, payload), () -> drafts.remove(name));
  }

  private void loadPayload(String name) {
    Payload draft = drafts.get(name);
    List<Payload> before = history();
    view.payload(
        draft != null ? draft : before.isEmpty() ? sample(name) : before.get(0), draft != null);
  }

  /**
   * Saved events are somebody's: of a namespace of a server, which a connection tells. While there
   * is none they are those of the last one.
   */
  private void turnSaved(ConnectionStatus status) {
    CallerInfo caller = status.caller();
    String name = function;
    if (caller != null) {
      place = status.place();
      namespace = caller.namespace();
    }
    if (name != null && place != null && namespace != null) {
      saved.turnTo(new SavedEventFiles.Shelf(place, namespace, name));
    }
  }

  private Payload sample(String name) {
    return session
        .catalog()
        .find(name)
        .flatMap(info -> session.templates().sampleFor(info.labels()))
        .map(text -> new Payload(text, Payload.JSON))
        .orElse(new Payload("{}", Payload.JSON));
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    view.runningChanged();
    turnSaved(status);
  }

  private void loadQualifiers() {
    String name = function;
    if (name == null || !session.server().link().status().connected() || !gate.begin()) {
      return;
    }
    session
        .server()
        .calls()
        .startQuietly(
            "Loading versions of " + name,
            client -> qualifiers(client, name),
            found -> {
              showQualifiers(name, found);
              qualifiersLoaded();
            },
            failure -> qualifiersLoaded());
  }

  /** Those that are known stay after a failure; the next change or reconnection asks again. */
  private void qualifiersLoaded() {
    if (gate.end()) {
      loadQualifiers();
    }
  }

  private static List<String> qualifiers(SluiceClient client, String name) throws IOException {
    List<String> found = new ArrayList<>(List.of(LATEST));
    client.versions().aliases(name).stream().map(AliasInfo::name).forEach(found::add);
    client.versions().list(name, VERSIONS, null).items().stream()
        .map(VersionInfo::version)
        .map(String::valueOf)
        .forEach(found::add);
    return found;
  }

  private void showQualifiers(String name, List<String> found) {
    if (!name.equals(function) || found.equals(qualifiers)) {
      return;
    }
    qualifiers = found;
    if (!found.contains(qualifier)) {
      qualifier = LATEST;
    }
    view.choiceChanged();
  }
}
