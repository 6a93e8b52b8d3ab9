package dev.sluice.core.queue;

import dev.sluice.core.Ticker;
import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.queue.Channel.Gate;
import dev.sluice.core.queue.QueueRules.Gathering;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All queues, and which of them may have an event run now: they take turns, and a function has its
 * number of events and its rate. Guarded by the dispatcher's lock.
 */
final class Channels {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
  private static final Duration UNREADABLE = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

  private final Targets targets;
  private final QueueRules rules;
  private final QueueSettings settings;
  private final Clock clock;
  private final Ticker ticker;
  private final Map<QueueName, Channel> channels = new HashMap<>();
  private final Map<QueueName, Gate> gates = new HashMap<>();

  /** Those that may have something to run or to read. */
  private final ArrayDeque<Channel> active = new ArrayDeque<>();

  private final PriorityQueue<Wake> wakes =
      new PriorityQueue<>((a, b) -> Long.compare(a.at() - b.at(), 0));

  Channels(Targets targets, QueueRules rules, QueueSettings settings, Clock clock, Ticker ticker) {
    this.targets = targets;
    this.rules = rules;
    this.settings = settings;
    this.clock = clock;
    this.ticker = ticker;
  }

  /**
   * Something is due at a time of the ticker.
   *
   * @param look whether to look into the store
   * @param event an event that goes on in its lane; null for none
   */
  private record Wake(long at, Channel channel, boolean look, @Nullable QueuedEvent event) {}

  /**
   * What runs next.
   *
   * @param events one, or those that were gathered
   * @param gathered whether the function gets an array of them
   */
  record Job(Channel channel, List<QueuedEvent> events, boolean gathered, int changes) {}

  Channel of(QueueName name) {
    Channel known = channels.get(name);
    if (known != null) {
      return known;
    }
    Gate gate =
        gates.computeIfAbsent(
            new QueueName(name.namespace(), name.function(), ""), key -> new Gate());
    Channel made = new Channel(name, gate, name.shard() == null ? null : of(name.whole()));
    channels.put(name, made);
    return made;
  }

  /** All that a queue without a shard stands for: itself, and its shards. */
  List<Channel> within(QueueName whole) {
    return channels.values().stream().filter(is -> is.name.whole().equals(whole)).toList();
  }

  @Nullable Channel find(QueueName name) {
    return channels.get(name);
  }

  /** Forgets a queue with its shards. */
  void drop(QueueName name) {
    for (Channel channel : within(name)) {
      channels.remove(channel.name);
      active.remove(channel);
      wakes.removeIf(wake -> wake.channel() == channel);
    }
  }

  Collection<Channel> all() {
    return channels.values();
  }

  /** It may have something to run or to read. */
  void activate(Channel channel) {
    if (!channel.active) {
      channel.active = true;
      active.add(channel);
    }
  }

  /** Activates what has become due. */
  void wakeUp() {
    long now = ticker.nanos();
    while (!wakes.isEmpty() && wakes.element().at() - now <= 0) {
      Wake wake = wakes.remove();
      Channel channel = wake.channel();
      channel.more |= wake.look();
      QueuedEvent event = wake.event();
      if (event != null) {
        channel.window.back(event);
      }
      activate(channel);
    }
  }

  /** Nanoseconds to what becomes due next, or null. */
  @Nullable Long untilWake() {
    Wake next = wakes.peek();
    return next == null ? null : (Long) Math.max(0, next.at() - ticker.nanos());
  }

  /** Looks into the store after this time. */
  void lookAfter(Channel channel, long nanos) {
    wakes.add(new Wake(ticker.nanos() + nanos, channel, true, null));
  }

  /** Goes on in the event's lane after this time. */
  void goOnAfter(Channel channel, long nanos, QueuedEvent event) {
    wakes.add(new Wake(ticker.nanos() + nanos, channel, false, event));
  }

  /** Lets nothing run before this time is over. */
  void waitFor(Channel channel, long nanos) {
    channel.notBefore = ticker.nanos() + nanos;
    channel.waits = true;
    wakes.add(new Wake(channel.notBefore, channel, false, null));
  }

  /** The next event that may run, or null; queues that have none leave the round. */
  @Nullable Job next() {
    for (int left = active.size(); left > 0; left--) {
      Channel channel = active.remove();
      List<QueuedEvent> events = mayRun(channel) ? poll(channel) : List.of();
      channel.active = !events.isEmpty() || waitsForRoom(channel) || needsLoad(channel);
      if (channel.active) {
        active.add(channel);
      }
      if (!events.isEmpty()) {
        return new Job(channel, events, channel.gathering != null, channel.changes);
      }
    }
    return null;
  }

  private List<QueuedEvent> poll(Channel channel) {
    if (channel.isOrdered()) {
      return pollInTurn(channel);
    }
    QueuedEvent first = channel.window.poll();
    if (first == null) {
      return List.of();
    }
    channel.gathersFor = null;
    Gathering gathering = channel.gathering;
    // What failed once runs alone: it must not take others with it again.
    if (gathering == null || first.attempts() > 0) {
      return List.of(first);
    }
    List<QueuedEvent> all = new ArrayList<>(List.of(first));
    all.addAll(channel.window.pollLike(first, gathering.size() - 1, settings.mostGathered()));
    return all;
  }

  private List<QueuedEvent> pollInTurn(Channel channel) {
    List<QueuedEvent> head = channel.window.head(channel.size());
    if (head.isEmpty()) {
      return head;
    }
    channel.gathersFor = null;
    int next = Bisection.next(head, channel.size(), settings.mostGathered(), channel.maxAttempts);
    List<QueuedEvent> events = head.subList(0, next);
    events.forEach(event -> channel.window.poll());
    return List.copyOf(events);
  }

  /** Whether the next event waits for others, and may. */
  private boolean gathers(Channel channel) {
    Gathering gathering = channel.gathering;
    QueuedEvent first = channel.window.peek();
    if (gathering == null
        || first == null
        || first.attempts() > 0
        || channel.window.ready() >= gathering.size()) {
      return false;
    }
    Duration age = Duration.between(first.createdAt(), clock.instant());
    long left = gathering.window().minus(age).toNanos();
    if (left <= 0) {
      return false;
    }
    long now = ticker.nanos();
    // The clock may be a little behind the ticker: then it is looked at once more.
    if (!first.id().equals(channel.gathersFor) || channel.gathersUntil - now <= 0) {
      channel.gathersFor = first.id();
      channel.gathersUntil = now + Math.max(left, LOOK_AGAIN.toNanos());
      wakes.add(new Wake(channel.gathersUntil, channel, false, null));
    }
    return true;
  }

  /** Only the end of another event is missing; a wake is set for all that waits for a time. */
  private boolean waitsForRoom(Channel channel) {
    return !channel.stopped() && channel.window.hasReady() && !channel.waitsUntil(ticker.nanos());
  }

  private boolean mayRun(Channel channel) {
    long now = ticker.nanos();
    if (channel.stopped() || !channel.window.hasReady() || channel.waitsUntil(now)) {
      return false;
    }
    AsyncPolicy policy;
    try {
      policy = targets.latest(channel.name);
      channel.gathering = rules.gathering(channel.name);
      channel.maxAttempts = policy.maxAttempts();
    } catch (RuntimeException e) {
      LOG.error("What {} says of its events could not be read.", channel.name, e);
      waitFor(channel, UNREADABLE.toNanos());
      return false;
    }
    Gate gate = channel.gate;
    Integer most = policy.concurrency();
    if (gate.running >= (most == null ? settings.perFunction() : most)) {
      return false;
    }
    Integer ofQueue = rules.concurrency(channel.name);
    if (ofQueue != null && channel.runningIds.size() >= ofQueue) {
      return false;
    }
    if (channel.isOrdered() && (!channel.isIdle() || readsFirst(channel))) {
      return false;
    }
    if (gathers(channel)) {
      return false;
    }
    Double rate = policy.ratePerSecond();
    if (rate == null) {
      gate.rate = null;
      return true;
    }
    TokenBucket bucket = gate.rate;
    if (bucket == null || bucket.perSecond() != rate) {
      bucket = new TokenBucket(rate, now);
      gate.rate = bucket;
    }
    long wait = bucket.untilNext(now);
    if (wait > 0) {
      waitFor(channel, wait);
      return false;
    }
    bucket.take();
    return true;
  }

  private boolean needsLoad(Channel channel) {
    return channel.more
        && !channel.loading
        && !channel.stopped()
        && channel.window.size() < most(channel) / 2 + 1
        && !isHeavy(channel);
  }

  /** Whether more could run together than is in memory. */
  private boolean readsFirst(Channel channel) {
    return channel.window.ready() < channel.size() && needsLoad(channel);
  }

  /** How many events of a queue are in memory: of a shard twice what runs together. */
  int most(Channel channel) {
    return channel.isOrdered()
        ? Math.max(settings.shardWindow(), 2 * channel.size())
        : settings.window();
  }

  /** Whether a shard has as much in memory as can run together, by its bytes. */
  boolean isHeavy(Channel channel) {
    return channel.isOrdered() && channel.window.bytes() >= settings.mostGathered();
  }

  /** A queue whose events have to be read, or null. */
  @Nullable Channel toLoad() {
    for (Channel channel : active) {
      if (needsLoad(channel)) {
        return channel;
      }
    }
    return null;
  }
}
