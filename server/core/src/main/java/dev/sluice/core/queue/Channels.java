package dev.sluice.core.queue;

import dev.sluice.core.Ticker;
import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.queue.Channel.Gate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
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

  private final Targets targets;
  private final QueueSettings settings;
  private final Ticker ticker;
  private final Map<QueueName, Channel> channels = new HashMap<>();
  private final Map<QueueName, Gate> gates = new HashMap<>();

  /** Those that may have something to run or to read. */
  private final ArrayDeque<Channel> active = new ArrayDeque<>();

  private final PriorityQueue<Wake> wakes =
      new PriorityQueue<>((a, b) -> Long.compare(a.at() - b.at(), 0));

  Channels(Targets targets, QueueSettings settings, Ticker ticker) {
    this.targets = targets;
    this.settings = settings;
    this.ticker = ticker;
  }

  /**
   * Something is due at a time of the ticker.
   *
   * @param look whether to look into the store
   * @param event an event that goes on in its lane; null for none
   */
  private record Wake(long at, Channel channel, boolean look, @Nullable QueuedEvent event) {}

  /** The next event to run. */
  record Job(Channel channel, QueuedEvent event, int changes) {}

  Channel of(QueueName name) {
    return channels.computeIfAbsent(
        name,
        key ->
            new Channel(
                key,
                gates.computeIfAbsent(
                    new QueueName(key.namespace(), key.function(), ""), gate -> new Gate())));
  }

  @Nullable Channel find(QueueName name) {
    return channels.get(name);
  }

  /** Forgets a queue. */
  void drop(QueueName name) {
    Channel channel = channels.remove(name);
    if (channel != null) {
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

  /** Activates what has become due; returns nanoseconds to what becomes due next, or null. */
  @Nullable Long wakeUp() {
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
    Wake next = wakes.peek();
    return next == null ? null : (Long) Math.max(0, next.at() - now);
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
      QueuedEvent event = mayRun(channel) ? channel.window.poll() : null;
      channel.active = event != null || waitsForRoom(channel) || needsLoad(channel);
      if (channel.active) {
        active.add(channel);
      }
      if (event != null) {
        return new Job(channel, event, channel.changes);
      }
    }
    return null;
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
        && channel.window.size() < settings.window() / 2 + 1;
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
