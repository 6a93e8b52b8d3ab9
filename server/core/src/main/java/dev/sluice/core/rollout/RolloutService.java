package dev.sluice.core.rollout;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.RolloutSpec;
import dev.sluice.core.IdSource;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.function.FunctionChanged;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionStore;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.rollout.Assessment.Reason;
import dev.sluice.core.rollout.State.Action;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts rollouts, looks at them, and does with them what the numbers or people say. What is stored
 * is the truth: whoever acts on a rollout that has changed meanwhile looks again. Thread-safe; one
 * thread calls {@link #tick}.
 */
public final class RolloutService {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutService.class);

  private final RolloutStore store;
  private final FunctionStore functions;
  private final FunctionCatalog catalog;
  private final RolloutCounts counts;
  private final LiveHub live;
  private final Clock clock;
  private final IdSource ids;

  /** Holds while a rollout is changed and its counts follow, so that they never disagree. */
  private final ReentrantLock turn = new ReentrantLock();

  private final ConcurrentHashMap<String, Due> active = new ConcurrentHashMap<>();

  private record Due(Rollout rollout, Instant next) {}

  /**
   * Works on these.
   *
   * @param counts is told of every invocation
   */
  public RolloutService(
      RolloutStore store,
      FunctionStore functions,
      FunctionCatalog catalog,
      RolloutCounts counts,
      LiveHub live,
      Clock clock,
      IdSource ids) {
    this.store = store;
    this.functions = functions;
    this.catalog = catalog;
    this.counts = counts;
    this.live = live;
    this.clock = clock;
    this.ids = ids;
  }

  /** Goes on where rollouts stood; call it once, before anything is invoked. */
  public void recover() {
    store.active().forEach(this::follow);
  }

  private void follow(Rollout rollout) {
    counts.begin(rollout);
    active.put(rollout.id(), new Due(rollout, clock.instant().plus(rollout.plan().checkEvery())));
  }

  private void forget(Rollout rollout) {
    active.remove(rollout.id());
    counts.end(rollout);
  }

  /**
   * Starts a rollout.
   *
   * @param by who asks
   * @throws SluiceException {@code INVALID_ROLLOUT} for a bad plan or an alias that has no single
   *     version, {@code ROLLOUT_ACTIVE} for one in a rollout, and where something does not exist
   */
  public Rollout start(String namespace, String function, RolloutSpec spec, String by) {
    FunctionRecord record = function(namespace, function);
    String alias = Names.require("alias", spec.alias());
    Integer canary = spec.canary();
    if (canary == null) {
      throw Plans.invalid("The rollout names no canary.", "Give the number of a version.");
    }
    Plan plan = Plans.read(spec);
    String description = Text.description(spec.description());
    turn.lock();
    try {
      while (true) {
        AliasRecord old = alias(record, alias);
        int stable = stable(record, old, canary);
        Instant now = clock.instant();
        Rollout rollout =
            new Rollout(
                ids.next(),
                namespace,
                record.id(),
                function,
                alias,
                stable,
                canary,
                plan,
                description,
                State.after(Action.STARTED, plan.steps().get(0).isManual()),
                0,
                now,
                Numbers.NONE,
                now,
                null,
                1);
        LogEntry entry =
            new LogEntry(
                now,
                by,
                Action.STARTED,
                0,
                rollout.weight(),
                Reason.ASKED,
                "Version " + canary + " is to take over from version " + stable + ".",
                Numbers.NONE);
        AliasRecord shifted = shifted(old, rollout, now);
        switch (store.start(rollout, entry, shifted)) {
          case STARTED -> {
            follow(rollout);
            told(Action.STARTED, rollout, shifted);
            return rollout;
          }
          case ACTIVE -> throw active(alias);
          case MISSING_VERSION ->
              throw new SluiceException(
                  ErrorCode.VERSION_NOT_FOUND,
                  "'" + function + "' has no version " + canary + ".",
                  "List its versions to see their numbers.");
          case STALE -> record = function(namespace, function);
        }
      }
    } finally {
      turn.unlock();
    }
  }

  private int stable(FunctionRecord function, AliasRecord alias, int canary) {
    if (alias.weights().size() != 1) {
      // What its weights say is said better where a rollout is the reason.
      if (store.list(function.id(), null, RolloutStore.KEPT).stream()
          .anyMatch(one -> one.alias().equals(alias.name()) && !one.state().isOver())) {
        throw active(alias.name());
      }
      throw Plans.invalid(
          "The alias '" + alias.name() + "' points to several versions.",
          "Point it to the stable version alone first.");
    }
    int stable = alias.weights().firstKey();
    if (stable == canary) {
      throw Plans.invalid(
          "The alias '" + alias.name() + "' points to version " + canary + " already.",
          "Name the version that is to take over.");
    }
    return stable;
  }

  /** Rollouts of a function, newest first. */
  public List<Rollout> list(String namespace, String function, @Nullable String before, int limit) {
    return store.list(function(namespace, function).id(), before, limit).stream()
        .map(this::counted)
        .toList();
  }

  /** One rollout, with its numbers as they are now. */
  public Rollout get(String namespace, String function, String id) {
    return counted(find(namespace, function, id));
  }

  /** What was decided of it, oldest first. */
  public List<LogEntry> log(Rollout rollout) {
    return store.log(rollout.id());
  }

  /** Those of all namespaces that are not over, as they were last looked at. */
  public List<Rollout> active() {
    return active.values().stream().map(Due::rollout).toList();
  }

  /**
   * Goes on to the next step, or makes the canary the only version after the last.
   *
   * @param full makes it so at once
   * @throws SluiceException {@code ROLLOUT_OVER}
   */
  public Rollout promote(String namespace, String function, String id, boolean full, String by) {
    return ask(namespace, function, id, full ? Action.PROMOTED : Action.ADVANCED, by);
  }

  /** Lets it not go on by itself; one that is held stays so. */
  public Rollout hold(String namespace, String function, String id, String by) {
    return ask(namespace, function, id, Action.HELD, by);
  }

  /** Begins its step once more; one that is not held stays as it is. */
  public Rollout resume(String namespace, String function, String id, String by) {
    return ask(namespace, function, id, Action.RESUMED, by);
  }

  /** Gives the stable version all of the traffic. */
  public Rollout rollBack(String namespace, String function, String id, String by) {
    return ask(namespace, function, id, Action.ROLLED_BACK, by);
  }

  private Rollout ask(String namespace, String function, String id, Action action, String by) {
    turn.lock();
    try {
      while (true) {
        Rollout rollout = find(namespace, function, id);
        if (rollout.state().isOver()) {
          throw new SluiceException(
              ErrorCode.ROLLOUT_OVER,
              "The rollout is over: it was "
                  + (rollout.state() == State.PROMOTED ? "promoted." : "rolled back."),
              "Start another one.");
        }
        Action asked =
            action == Action.ADVANCED && rollout.isInLastStep() ? Action.PROMOTED : action;
        if (!rollout.state().takes(asked)) {
          return counted(rollout);
        }
        Rollout after = apply(rollout, asked, by, Reason.ASKED, words(asked, by));
        if (after != null) {
          return after;
        }
      }
    } finally {
      turn.unlock();
    }
  }

  private static String words(Action asked, String by) {
    return switch (asked) {
      case STARTED, ADVANCED -> "'" + by + "' asked for the next step.";
      case HELD -> "'" + by + "' asked to hold it.";
      case RESUMED -> "'" + by + "' asked to go on; the step begins once more.";
      case PROMOTED -> "'" + by + "' asked to promote the canary.";
      case ROLLED_BACK -> "'" + by + "' asked to roll it back.";
    };
  }

  /** Looks at those whose time has come; call it every second or so. */
  public void tick() {
    Instant now = clock.instant();
    for (Due due : new ArrayList<>(active.values())) {
      if (!now.isBefore(due.next())) {
        try {
          look(due.rollout());
        } catch (SluiceException e) {
          LOG.warn("The rollout {} could not be looked at; trying again.", due.rollout().id(), e);
        }
      }
    }
  }

  private void look(Rollout known) {
    turn.lock();
    try {
      Rollout rollout = store.find(known.functionId(), known.id()).orElse(null);
      if (rollout == null || rollout.state().isOver()) {
        forget(known);
        return;
      }
      Rollout now = counted(rollout);
      Decision decision =
          Decision.decide(
              now.plan(),
              now.state(),
              now.step(),
              now.stepBeganAt(),
              now.numbers(),
              clock.instant());
      Action action = decision.action();
      if (action != null) {
        Rollout unused = apply(rollout, action, null, decision.reason(), decision.text());
        return;
      }
      if (!now.numbers().equals(rollout.numbers())) {
        store.keep(now.id(), now.revision(), now.numbers());
      }
      active.put(now.id(), new Due(now, clock.instant().plus(now.plan().checkEvery())));
      live.publish(new RolloutChanged(null, now));
    } finally {
      turn.unlock();
    }
  }

  /** Null where somebody was faster. */
  private @Nullable Rollout apply(
      Rollout rollout, Action action, @Nullable String by, Reason reason, String text) {
    Instant now = clock.instant();
    Numbers numbers = counts.numbers(rollout);
    Rollout after = rollout.after(action, numbers, now);
    LogEntry entry =
        new LogEntry(now, by, action, after.step(), after.weight(), reason, text, numbers);
    AliasRecord shifted = null;
    if (after.weight() != rollout.weight()) {
      AliasRecord old = functions.findAlias(rollout.functionId(), rollout.alias()).orElse(null);
      if (old == null) {
        return null;
      }
      shifted = shifted(old, after, now);
    }
    if (!store.apply(after, entry, shifted)) {
      return null;
    }
    if (after.state().isOver()) {
      forget(after);
    } else if (action == Action.HELD) {
      active.put(after.id(), new Due(after, now.plus(after.plan().checkEvery())));
    } else {
      follow(after);
    }
    LOG.info(
        "Rollout {} of {}/{}:{}: {}; {}",
        after.id(),
        after.namespace(),
        after.function(),
        after.alias(),
        action,
        text);
    told(action, after, shifted);
    return after;
  }

  private void told(Action action, Rollout now, @Nullable AliasRecord shifted) {
    if (shifted != null) {
      catalog.changed(
          FunctionChanged.aliasSet(
              now.namespace(), now.function(), now.alias(), shifted.weights()));
    }
    live.publish(new RolloutChanged(action, now));
  }

  private static AliasRecord shifted(AliasRecord old, Rollout to, Instant now) {
    SortedMap<Integer, Double> weights = new TreeMap<>();
    double canary = to.weight();
    if (canary < 1) {
      weights.put(to.stable(), 1 - canary);
    }
    if (canary > 0) {
      weights.put(to.canary(), canary);
    }
    return new AliasRecord(
        old.functionId(),
        old.name(),
        weights,
        old.routing(),
        old.description(),
        old.createdAt(),
        now,
        old.revision() + 1);
  }

  private Rollout counted(Rollout rollout) {
    return rollout.state().isOver() ? rollout : rollout.with(counts.numbers(rollout));
  }

  private Rollout find(String namespace, String function, String id) {
    return store
        .find(function(namespace, function).id(), id)
        .orElseThrow(
            () ->
                new SluiceException(
                    ErrorCode.ROLLOUT_NOT_FOUND,
                    "'" + function + "' has no rollout '" + Text.shorten(id, 80) + "'.",
                    "List its rollouts to see their ids."));
  }

  private FunctionRecord function(String namespace, String name) {
    return FunctionCatalog.require(functions.find(namespace, name), name);
  }

  private AliasRecord alias(FunctionRecord function, String alias) {
    return functions
        .findAlias(function.id(), alias)
        .orElseThrow(
            () ->
                new SluiceException(
                    ErrorCode.ALIAS_NOT_FOUND,
                    "'" + function.name() + "' has no alias '" + alias + "'.",
                    "Make it point to the stable version first."));
  }

  private static SluiceException active(String alias) {
    return new SluiceException(
        ErrorCode.ROLLOUT_ACTIVE,
        "A rollout shifts the alias '" + alias + "' already.",
        "Promote that one or roll it back first.");
  }
}
