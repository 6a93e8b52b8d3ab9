package dev.sluice.studio.core.version;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.AuditInfo;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.Page;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.AuditRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.LoadGate;
import dev.sluice.studio.core.connection.ServerCall;
import dev.sluice.studio.core.operate.ListView;
import dev.sluice.studio.core.trigger.DeleteQuestion;
import dev.sluice.studio.core.trigger.Triggers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The versions and aliases of one function, kept current by the server's live events. Confined to
 * the UI thread.
 */
public final class VersionsPresenter {
  private static final int MOST = 500;

  private final String function;
  private final StudioSession session;
  private final ListView view;
  private final LoadGate gate = new LoadGate();
  private final Consumer<List<LiveEvent>> events = this::liveEvents;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private Known known = new Known(List.of(), false, List.of());
  private boolean loaded;
  private boolean asked;
  private String message = "";
  private boolean bad;

  private record Known(List<VersionRow> versions, boolean more, List<AliasInfo> aliases) {}

  /** Of this function; asks for nothing yet. */
  public VersionsPresenter(String function, StudioSession session, ListView view) {
    this.function = function;
    this.session = session;
    this.view = view;
    session.server().feed().listen(events);
    session.server().link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    session.server().feed().forget(events);
    session.server().link().forget(connection);
  }

  /** The function's name. */
  public String function() {
    return function;
  }

  /** The versions, newest first; at most 500. */
  public List<VersionRow> versions() {
    return known.versions();
  }

  /** The aliases in order of their names. */
  public List<AliasInfo> aliases() {
    return known.aliases();
  }

  /** The numbers of all versions that are known. */
  public List<Integer> numbers() {
    return known.versions().stream().map(VersionRow::number).toList();
  }

  /** Whether there was an answer yet. */
  public boolean loaded() {
    return loaded;
  }

  /** What the last action came to, or how much there is. */
  public String summary() {
    if (!message.isEmpty() || !loaded) {
      return message;
    }
    int versions = known.versions().size();
    int aliases = known.aliases().size();
    return (known.more() ? "The newest " : "")
        + versions
        + (versions == 1 ? " version, " : " versions, ")
        + aliases
        + (aliases == 1 ? " alias" : " aliases");
  }

  /** Whether that is bad news. */
  public boolean bad() {
    return bad;
  }

  /** Loads them now, and from now on whenever they change. */
  public void open() {
    asked = true;
    load();
  }

  private void load() {
    if (!asked || !session.server().link().status().connected() || !gate.begin()) {
      return;
    }
    session
        .server()
        .calls()
        .startQuietly(
            "Loading versions of " + function,
            client -> read(client, function),
            this::answered,
            failure -> {
              said(failure.sentence(), true);
              ended();
            });
  }

  private void answered(Known now) {
    loaded = true;
    known = now;
    view.listChanged();
    ended();
  }

  private void ended() {
    if (gate.end()) {
      load();
    }
  }

  private static Known read(SluiceClient client, String function) throws IOException {
    FunctionInfo latest = client.function(function);
    Page<VersionInfo> page = client.versions().list(function, MOST, null);
    List<AliasInfo> aliases = client.versions().aliases(function);
    Map<String, String> by = publishers(client, latest);
    List<VersionRow> rows = new ArrayList<>();
    for (VersionInfo version : page.items()) {
      String number = Integer.toString(version.version());
      Map<String, Double> shares = new TreeMap<>();
      for (AliasInfo alias : aliases) {
        Double share = alias.weights().get(number);
        if (share != null) {
          shares.put(alias.name(), share);
        }
      }
      rows.add(new VersionRow(version, by.get(number), shares, same(version, latest)));
    }
    return new Known(List.copyOf(rows), page.next() != null, List.copyOf(aliases));
  }

  /** From the audit, which not every key may read. */
  private static Map<String, String> publishers(SluiceClient client, FunctionInfo function)
      throws IOException {
    Map<String, String> by = new HashMap<>();
    try {
      AuditRequest wanted =
          new AuditRequest(function.createdAt(), null, null, "version", function.name());
      for (AuditInfo line : client.audit(wanted, MOST, null).items()) {
        if (line.action().equals("create") && line.outcome().equals("done")) {
          by.putIfAbsent(line.name().substring(line.name().lastIndexOf('/') + 1), line.who());
        }
      }
    } catch (SluiceApiException e) {
      if (e.status() != 403) {
        throw e;
      }
    }
    return by;
  }

  private static boolean same(VersionInfo version, FunctionInfo latest) {
    return version.code().digest().equals(latest.code().digest())
        && version.runtime().equals(latest.runtime())
        && version.handler().equals(latest.handler())
        && version.memoryMiB() == latest.memoryMiB()
        && version.cpus() == latest.cpus()
        && version.network().equals(latest.network())
        && version.timeoutSeconds() == latest.timeoutSeconds()
        && version.minInstances() == latest.minInstances()
        && Objects.equals(version.maxInstances(), latest.maxInstances())
        && version.instanceConcurrency() == latest.instanceConcurrency()
        && version.environment().equals(latest.environment())
        && version.environmentFrom().equals(latest.environmentFrom())
        && version.async().equals(latest.async())
        && version.bindings().equals(latest.bindings())
        && Objects.equals(version.role(), latest.role())
        && Objects.equals(version.logRetentionDays(), latest.logRetentionDays());
  }

  /** Finds out what to ask before these versions are deleted. */
  public void planDelete(List<VersionRow> rows, Consumer<String> ask) {
    List<FunctionInfo> functions = session.catalog().functions();
    plan(
        client -> {
          List<String> questions = new ArrayList<>();
          Triggers triggers = new Triggers();
          for (VersionRow row : rows) {
            questions.add(
                DeleteQuestion.version(client, function, row.number(), triggers, functions));
          }
          return String.join("\n", questions);
        },
        ask);
  }

  /** Finds out what to ask before an alias is deleted. */
  public void planDelete(AliasInfo alias, Consumer<String> ask) {
    List<FunctionInfo> functions = session.catalog().functions();
    plan(
        client -> DeleteQuestion.alias(client, function, alias.name(), new Triggers(), functions),
        ask);
  }

  private void plan(ServerCall<String> question, Consumer<String> ask) {
    session
        .server()
        .calls()
        .start(
            "Looking up what goes",
            question,
            found -> ask.accept(found + "\n\nThis cannot be undone."),
            this::refused);
  }

  /** Deletes versions; those before one that is refused are gone then. */
  public void delete(List<VersionRow> rows) {
    act(
        "Deleting versions of " + function,
        client -> {
          for (VersionRow row : rows) {
            client.versions().delete(function, row.number());
          }
          return rows.size();
        },
        count ->
            count == 1
                ? "Deleted version " + rows.get(0).number() + "."
                : count + " versions deleted.");
  }

  /** Makes a version latest again. */
  public void fork(VersionRow row) {
    act(
        "Forking version " + row.number() + " of " + function,
        client -> client.versions().fork(function, row.number(), null),
        info -> "Version " + row.number() + " is latest again.");
  }

  /**
   * Makes an alias, or points it elsewhere.
   *
   * @param revision what it must still be at; null for a new one
   */
  public void setAlias(String alias, AliasSpec spec, @Nullable Long revision) {
    act(
        "Setting the alias " + alias,
        client -> client.versions().setAlias(function, alias, spec, revision),
        info -> info.name() + " leads to " + SharesText.words(info.weights()) + ".");
  }

  /** Deletes an alias, unless somebody has changed it meanwhile. */
  public void delete(AliasInfo alias) {
    act(
        "Deleting the alias " + alias.name(),
        client -> {
          client.versions().deleteAlias(function, alias.name(), alias.revision());
          return alias.name();
        },
        name -> "Deleted the alias " + name + ".");
  }

  private <T> void act(String title, ServerCall<T> call, Function<T, String> done) {
    session
        .server()
        .calls()
        .start(
            title,
            call,
            answer -> {
              said(done.apply(answer), false);
              load();
            },
            this::refused);
  }

  private void refused(Failure failure) {
    said(failure.sentence(), true);
    load();
  }

  private void said(String sentence, boolean isBad) {
    message = sentence;
    bad = isBad;
    view.listChanged();
  }

  private void liveEvents(List<LiveEvent> batch) {
    if (batch.stream()
        .anyMatch(e -> e.topic().equals("functions") && e.function().equals(function))) {
      load();
    }
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    if (status.connected()) {
      // A load over an earlier connection may take its time to fail.
      gate.end();
      load();
    }
  }
}
