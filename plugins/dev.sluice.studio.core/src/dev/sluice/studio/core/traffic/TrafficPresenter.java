package dev.sluice.studio.core.traffic;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.RolloutInfo;
import dev.sluice.api.RolloutSpec;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.connection.ServerCall;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of one alias: its shares, what really goes where, shifting it by hand with a look at
 * it before and a way back, and its newest rollout. Confined to the UI thread.
 */
public final class TrafficPresenter {
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final Duration REFRESH = Duration.ofSeconds(2);
  private static final Duration COMPARED = Duration.ofHours(1);

  /** Two versions are compared by thousands of lines of their logs: less often than the rest. */
  private static final Duration COMPARE = Duration.ofSeconds(10);

  private static final int VERSIONS = 50;
  private static final int ROLLOUTS = 20;

  private final ServerAccess server;
  private final View view;
  private final Clock clock;
  private final Consumer<List<LiveEvent>> events = this::liveEvents;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private final LateTraffic late = new LateTraffic(LATE);
  private @Nullable String function;
  private @Nullable String alias;
  private List<AliasInfo> aliases = List.of();
  private List<Integer> versions = List.of();
  private @Nullable Shares planned;
  private @Nullable Shares before;
  private @Nullable RolloutInfo rollout;
  private SideBySide sides = SideBySide.NOTHING;
  private String message = "";
  private boolean bad;
  private Instant since = Instant.MIN;
  private Instant asked = Instant.MIN;
  private Instant compared = Instant.MIN;
  private int asking;

  /** What the presenter tells the view. */
  public interface View {

    /** Another function or alias, other shares, another rollout, another sentence. */
    void trafficChanged();

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

  /**
   * What one question to the server brings.
   *
   * @param sides null where they were not asked for
   */
  private record Answer(
      List<AliasInfo> aliases,
      List<Integer> versions,
      List<RolloutInfo> rollouts,
      @Nullable SideBySide sides) {}

  /** A presenter of no function yet. */
  public TrafficPresenter(ServerAccess server, Clock clock, View view) {
    this.server = server;
    this.clock = clock;
    this.view = view;
    server.feed().listen(events);
    server.link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    server.feed().forget(events);
    server.link().forget(connection);
  }

  /** The function; null when none is chosen. */
  public @Nullable String function() {
    return function;
  }

  /** The alias; null when the function has none. */
  public @Nullable String alias() {
    return alias;
  }

  /** The names of the function's aliases. */
  public List<String> aliases() {
    return aliases.stream().map(AliasInfo::name).toList();
  }

  /** The numbers of the function's versions, the newest first. */
  public List<Integer> versions() {
    return versions;
  }

  /** The newest rollout of the alias; null for none. */
  public @Nullable RolloutInfo rollout() {
    return rollout;
  }

  /** The two versions of the rollout, or those with the greatest shares, beside one another. */
  public SideBySide sides() {
    return sides;
  }

  /** Whether a rollout shifts the alias now, so that nobody else may. */
  public boolean rollingOut() {
    return rollout != null && rollout.endedAt() == null;
  }

  /** Whether the shares that are planned are others than those of now. */
  public boolean changed() {
    return planned != null && !planned.equals(current());
  }

  /** The shares that are planned, or else those of now; null without an alias. */
  public @Nullable Shares planned() {
    return planned == null ? current() : planned;
  }

  /** Whether there are shares to go back to. */
  public boolean canUndo() {
    return before != null && !rollingOut() && !changed();
  }

  /** What the last action came to; empty for nothing. */
  public String message() {
    return message;
  }

  /** Whether that is bad news. */
  public boolean bad() {
    return bad;
  }

  /** Turns to a function, and to one of its aliases if one is meant. */
  public void choose(String name, @Nullable String wanted) {
    boolean other = !name.equals(function);
    function = name;
    if (other) {
      aliases = List.of();
      versions = List.of();
      alias = null;
      late.clear();
      since = clock.instant();
    }
    if (wanted != null && !wanted.matches("latest|[0-9]+")) {
      turnTo(wanted);
    } else if (other) {
      turnTo(null);
    }
    load();
  }

  /** Turns to another alias of the function; null to the first. */
  public void turnTo(@Nullable String name) {
    if (!Objects.equals(alias, name) || name == null) {
      alias = name;
      planned = null;
      before = null;
      rollout = null;
      sides = SideBySide.NOTHING;
      compared = Instant.MIN;
      message = "";
      load();
    }
    view.trafficChanged();
  }

  /** Plans another share for a version; the others get the rest. */
  public void plan(int version, int percent) {
    Shares from = planned();
    if (from != null) {
      planned = from.with(version, percent);
      message = "";
      view.trafficChanged();
    }
  }

  /** Gives up what is planned. */
  public void discard() {
    planned = null;
    view.trafficChanged();
  }

  /** Makes what is planned so. */
  public void apply() {
    Shares wanted = planned;
    Shares now = current();
    if (wanted != null && now != null) {
      shift(wanted, now, "Now " + wanted.words() + ".");
    }
  }

  /** Goes back to the shares before the last shift. */
  public void undo() {
    Shares wanted = before;
    if (wanted != null) {
      shift(wanted, null, "Back to " + wanted.words() + ".");
    }
  }

  private void shift(Shares wanted, @Nullable Shares from, String done) {
    String name = function;
    AliasInfo known = known();
    if (name == null || known == null) {
      return;
    }
    act(
        "Shifting the traffic of " + name,
        client ->
            client
                .versions()
                .setAlias(
                    name, known.name(), new AliasSpec(wanted.weights(), null), known.revision()),
        set -> {
          aliases = aliases.stream().map(a -> a.name().equals(set.name()) ? set : a).toList();
          planned = null;
          before = from;
          late.clear();
          since = clock.instant();
          say(done);
        });
  }

  /** Starts a rollout of the alias. */
  public void start(RolloutSpec spec) {
    rolled("Starting a rollout", client -> client.rollouts().start(name(), spec), "Started.");
  }

  /** The next step of the rollout now; after the last, the canary gets everything. */
  public void promote() {
    rolled("Promoting", client -> client.rollouts().promote(name(), id(), false), "Promoted.");
  }

  /** The rollout does not go on by itself. */
  public void hold() {
    rolled("Holding", client -> client.rollouts().hold(name(), id()), "Held.");
  }

  /** Its step begins once more. */
  public void resume() {
    rolled("Resuming", client -> client.rollouts().resume(name(), id()), "Resumed.");
  }

  /** The stable version gets everything. */
  public void rollBack() {
    rolled("Rolling back", client -> client.rollouts().rollBack(name(), id()), "Rolled back.");
  }

  private String name() {
    return Objects.requireNonNull(function);
  }

  private String id() {
    return Objects.requireNonNull(rollout).id();
  }

  private void rolled(String title, ServerCall<RolloutInfo> call, String done) {
    act(
        title,
        call,
        now -> {
          planned = null;
          say(done);
          load();
        });
  }

  private <T> void act(String title, ServerCall<T> call, Consumer<T> done) {
    server.calls().start(title, call, done, this::failed);
  }

  private void say(String sentence) {
    message = sentence;
    bad = false;
    view.trafficChanged();
  }

  private void failed(Failure failure) {
    message = failure.sentence();
    bad = true;
    view.trafficChanged();
    load();
  }

  /** Asks the server again if it is time; tells the view, as the late traffic is always other. */
  public void tick() {
    if (function != null && !asked.plus(REFRESH).isAfter(clock.instant())) {
      load();
    }
    view.trafficChanged();
  }

  /** What goes where, in order of the versions; those without any share are left out. */
  public List<Flow> flows() {
    Shares now = current();
    Shares wanted = planned();
    if (now == null || wanted == null || alias == null) {
      return List.of();
    }
    Instant at = clock.instant();
    Map<String, LateTraffic.Count> counts = late.counts(alias, at);
    long all = counts.values().stream().mapToLong(LateTraffic.Count::all).sum();
    double seconds =
        Math.max(1, Math.min(LATE.toSeconds(), Duration.between(since, at).toMillis() / 1000.0));
    List<Flow> flows = new ArrayList<>();
    for (int version : now.percent().keySet()) {
      int percent = now.percent().getOrDefault(version, 0);
      int plan = wanted.percent().getOrDefault(version, 0);
      LateTraffic.Count count =
          counts.getOrDefault(Integer.toString(version), new LateTraffic.Count(0, 0));
      if (percent > 0 || plan > 0 || count.all() > 0) {
        flows.add(
            new Flow(
                version,
                percent,
                plan,
                count.all() / seconds,
                all == 0 ? Double.NaN : (double) count.all() / all,
                count.all() == 0 ? Double.NaN : (double) count.failed() / count.all()));
      }
    }
    return flows;
  }

  private @Nullable AliasInfo known() {
    return aliases.stream().filter(info -> info.name().equals(alias)).findFirst().orElse(null);
  }

  private @Nullable Shares current() {
    AliasInfo known = known();
    return known == null ? null : Shares.of(known.weights(), versions);
  }

  private void load() {
    String name = function;
    if (name == null || !server.link().status().connected()) {
      return;
    }
    Instant now = clock.instant();
    asked = now;
    int mine = ++asking;
    String of = alias;
    boolean compare = !compared.plus(COMPARE).isAfter(now);
    server
        .calls()
        .startQuietly(
            "Loading the traffic of " + name,
            client -> ask(client, name, of, compare ? now : null),
            answer -> {
              if (mine == asking) {
                compared = compare ? now : compared;
                loaded(answer);
              }
            },
            failure -> {
              if (mine == asking) {
                message = failure.sentence();
                bad = true;
                view.trafficChanged();
              }
            });
  }

  /**
   * Asks the server.
   *
   * @param compare until when to compare two versions; null for not at all
   */
  private static Answer ask(
      SluiceClient client, String name, @Nullable String alias, @Nullable Instant compare)
      throws IOException {
    List<AliasInfo> aliases = client.versions().aliases(name);
    String of = alias == null && !aliases.isEmpty() ? aliases.get(0).name() : alias;
    List<RolloutInfo> rollouts = new ArrayList<>();
    for (RolloutInfo info : client.rollouts().list(name, ROLLOUTS, null).items()) {
      if (rollouts.isEmpty() && info.alias().equals(of)) {
        rollouts.add(client.rollouts().get(name, info.id()));
      }
    }
    return new Answer(
        aliases,
        client.versions().list(name, VERSIONS, null).items().stream()
            .map(VersionInfo::version)
            .toList(),
        rollouts,
        compare == null ? null : compared(client, name, aliases, of, rollouts, compare));
  }

  private static SideBySide compared(
      SluiceClient client,
      String name,
      List<AliasInfo> aliases,
      @Nullable String alias,
      List<RolloutInfo> rollouts,
      Instant now)
      throws IOException {
    SideBySide.Wanted two =
        rollouts.isEmpty() ? greatest(name, aliases, alias, now) : of(name, rollouts.get(0));
    return two == null ? SideBySide.NOTHING : two.ask(client);
  }

  private static SideBySide.Wanted of(String name, RolloutInfo rollout) {
    return new SideBySide.Wanted(
        name, rollout.stable(), rollout.canary(), rollout.createdAt(), rollout.endedAt());
  }

  /** Those versions of an alias that get most; null where one gets all. */
  private static SideBySide.@Nullable Wanted greatest(
      String name, List<AliasInfo> aliases, @Nullable String alias, Instant now) {
    List<Integer> most =
        aliases.stream()
            .filter(info -> info.name().equals(alias))
            .flatMap(info -> info.weights().entrySet().stream())
            .filter(share -> share.getValue() > 0)
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .map(share -> Integer.valueOf(share.getKey()))
            .toList();
    return most.size() < 2
        ? null
        : new SideBySide.Wanted(name, most.get(0), most.get(1), now.minus(COMPARED), null);
  }

  private void loaded(Answer answer) {
    aliases = answer.aliases();
    versions = answer.versions();
    if (known() == null) {
      alias = aliases.isEmpty() ? null : aliases.get(0).name();
      planned = null;
    }
    RolloutInfo now = answer.rollouts().isEmpty() ? null : answer.rollouts().get(0);
    if (rollout != null && now != null && !rollout.status().equals(now.status()) && !bad) {
      message = "";
    }
    rollout = now;
    SideBySide other = answer.sides();
    sides = other == null ? sides : other;
    if (rollingOut()) {
      planned = null;
    }
    view.trafficChanged();
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    if (status.connected()) {
      load();
    }
  }

  private void liveEvents(List<LiveEvent> batch) {
    boolean again = false;
    for (LiveEvent event : batch) {
      if (event.function().equals(function)) {
        if (event.invocation() != null) {
          late.add(event.invocation(), clock.instant());
        } else {
          again |= event.action().startsWith("alias") || event.action().equals("published");
        }
      }
    }
    if (again) {
      load();
    }
  }
}
