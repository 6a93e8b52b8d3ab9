package dev.sluice.studio.core.traffic;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.RolloutInfo;
import dev.sluice.api.RolloutSpec;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.connection.ServerCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of one alias, or of an association with weights of its own: where it comes from, its
 * shares, what really goes where, shifting it by hand with a look at it before and a way back, and
 * an alias's newest rollout. Confined to the UI thread.
 */
public final class TrafficPresenter {
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final Duration REFRESH = Duration.ofSeconds(2);

  /** Two versions are compared by thousands of lines of their logs: less often than the rest. */
  private static final Duration COMPARE = Duration.ofSeconds(10);

  /** Sources that are drawn; of more, the smallest are one. */
  private static final int SOURCES = 4;

  private final ServerAccess server;
  private final View view;
  private final Clock clock;
  private final Consumer<List<LiveEvent>> events = this::liveEvents;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private final LateTraffic late = new LateTraffic(LATE);
  private final EventCounts arrivals = new EventCounts(LATE);
  private final ShareEdit edit = new ShareEdit();
  private @Nullable String function;
  private @Nullable String chosen;
  private List<Split> splits = List.of();
  private List<Integer> versions = List.of();
  private @Nullable RolloutInfo rollout;
  private SideBySide sides = SideBySide.NOTHING;
  private String message = "";
  private boolean bad;
  private Instant asked = Instant.MIN;
  private Instant compared = Instant.MIN;
  private int asking;

  /** What the presenter tells the view. */
  public interface View {

    /** Another function or split, other shares, another rollout, another sentence. */
    void trafficChanged();

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

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

  /** The alias that is shown; null when it is an association, or nothing. */
  public @Nullable String alias() {
    return split() instanceof AliasSplit alias ? alias.name() : null;
  }

  /** What is shown; null when nothing shares out the function's calls. */
  public @Nullable Split split() {
    return splits.isEmpty() ? null : TrafficQuestion.find(splits, chosen);
  }

  /** The function's aliases, and the associations that lead to it with weights of their own. */
  public List<Split> splits() {
    return splits;
  }

  /** The numbers of the function's versions, the newest first. */
  public List<Integer> versions() {
    return versions;
  }

  /** The newest rollout of the alias; null for none, and where an association is shown. */
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
    Shares planned = edit.planned();
    return planned != null && !planned.equals(current());
  }

  /** The shares that are planned, or else those of now; null where nothing is shown. */
  public @Nullable Shares planned() {
    Shares planned = edit.planned();
    return planned == null ? current() : planned;
  }

  /** Whether there are shares to go back to. */
  public boolean canUndo() {
    return edit.before() != null && !rollingOut() && !changed();
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
      splits = List.of();
      versions = List.of();
      chosen = null;
      late.clear(clock.instant());
    }
    if (wanted != null && !wanted.matches("latest|[0-9]+")) {
      turnTo(AliasSplit.key(wanted));
    } else if (other) {
      turnTo(null);
    }
    load();
  }

  /** Turns to another split of the function, by its key; null to the first. */
  public void turnTo(@Nullable String key) {
    if (!Objects.equals(chosen, key) || key == null) {
      chosen = key;
      edit.clear();
      arrivals.clear();
      rollout = null;
      sides = SideBySide.NOTHING;
      compared = Instant.MIN;
      message = "";
      bad = false;
      load();
    }
    view.trafficChanged();
  }

  /** Plans another share for a version; the others get the rest. */
  public void plan(int version, int percent) {
    Shares from = planned();
    Split now = split();
    if (from != null && now != null) {
      edit.plan(from.with(version, percent), now);
      message = "";
      bad = false;
      view.trafficChanged();
    }
  }

  /** Gives up what is planned. */
  public void discard() {
    edit.discard();
    view.trafficChanged();
  }

  /** Makes what is planned so. */
  public void apply() {
    Shares wanted = edit.planned();
    Shares now = current();
    Split split = split();
    if (wanted != null && now != null && split != null) {
      shift(
          edit.base(split),
          wanted,
          set -> {
            edit.applied(now, set);
            say("Now " + wanted.words() + ".");
          });
    }
  }

  /** Goes back to the shares before the last shift. */
  public void undo() {
    Shares wanted = edit.before();
    Split split = split();
    if (wanted != null && split != null) {
      shift(
          split,
          wanted,
          set -> {
            edit.clear();
            say("Back to " + wanted.words() + ".");
          });
    }
  }

  private void shift(Split from, Shares wanted, Consumer<Split> done) {
    String name = function;
    act(
        "Shifting the traffic of " + name,
        client -> from.shift(client, wanted.weights()),
        set -> {
          Split now = split();
          if (!Objects.equals(name, function) || now == null || !now.key().equals(set.key())) {
            return;
          }
          splits = splits.stream().map(one -> one.key().equals(set.key()) ? set : one).toList();
          late.clear(clock.instant());
          arrivals.restart();
          done.accept(set);
          // What was asked before knows nothing of it.
          load();
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
          edit.discard();
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
    Split split = split();
    if (failure.is(ErrorCode.PRECONDITION_FAILED) && split != null) {
      edit.clear();
      message = "Somebody else has changed " + split.name() + ": its shares of now are shown.";
    }
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
    Split split = split();
    Shares now = current();
    Shares wanted = planned();
    return split == null || now == null || wanted == null
        ? List.of()
        : late.flows(split, now, wanted, clock.instant());
  }

  /** Where it came from of late, the greatest first; for an association, its sources. */
  public List<SourceFlow> sources() {
    Split split = split();
    if (split == null) {
      return List.of();
    }
    return SourceFlow.of(
        split instanceof AssociationSplit association
            ? arrivals.amounts(association.info())
            : late.sources(split, clock.instant()),
        SOURCES);
  }

  private @Nullable Shares current() {
    Split split = split();
    return split == null ? null : Shares.of(split.weights(), versions);
  }

  private void load() {
    String name = function;
    if (name == null || !server.link().status().connected()) {
      return;
    }
    Instant now = clock.instant();
    asked = now;
    int mine = ++asking;
    boolean compare = !compared.plus(COMPARE).isAfter(now);
    server
        .calls()
        .startQuietly(
            "Loading the traffic of " + name,
            new TrafficQuestion(name, chosen, compare ? now : null),
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

  private void loaded(TrafficQuestion.Answer answer) {
    splits = answer.splits();
    versions = answer.versions();
    Split split = split();
    String key = split == null ? null : split.key();
    if (!Objects.equals(key, chosen)) {
      chosen = key;
      edit.clear();
      arrivals.clear();
    }
    edit.seen(split);
    if (split instanceof AssociationSplit) {
      arrivals.add(answer.sources(), answer.last(), clock.instant());
    }
    RolloutInfo now = answer.rollout();
    if (rollout != null && now != null && !rollout.status().equals(now.status()) && !bad) {
      message = "";
    }
    rollout = now;
    SideBySide other = answer.sides();
    sides = other == null ? sides : other;
    if (rollingOut()) {
      edit.discard();
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
