package dev.sluice.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.fake.MemoryFunctionStore;
import dev.sluice.core.fake.MovingClock;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.queue.Channels.Job;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shards take turns, and each has one run at a time, whatever arrives, fails and is settled. */
class ShardSchedulingTest {
  private static final int MOST_RUNNING = 3;
  private static final int SHARDS = 5;
  private static final int MAX_ATTEMPTS = 3;

  private final MovingClock clock = new MovingClock();
  private final Positions positions = new Positions();
  private long nanos;

  /** What the store has of each shard. */
  private final Map<String, SortedMap<String, QueuedEvent>> rows = new TreeMap<>();

  private final Set<String> poison = new HashSet<>();
  private final List<Job> running = new ArrayList<>();

  /** Ends that are not written yet. */
  private final List<Runnable> unwritten = new ArrayList<>();

  private final Map<String, List<String>> done = new TreeMap<>();
  private final List<String> parked = new ArrayList<>();
  private int accepted;

  private Channels channels(int size) {
    QueueRules rules =
        new QueueRules() {
          @Override
          public Gathering gathering(QueueName queue) {
            return new Gathering(size, Duration.ZERO);
          }
        };
    return new Channels(
        new Targets(new FunctionCatalog(new MemoryFunctionStore(), new LiveHub())),
        rules,
        new QueueSettings(8, MOST_RUNNING, 10, 4, 10, 16, 9, Duration.ofMillis(1)),
        clock,
        () -> nanos);
  }

  private static QueueName queue(String shard) {
    return new QueueName("default", "f", "a", shard);
  }

  @Test
  void shouldRunTheFirstOfEachShardOnlyAndAllInTheEnd() {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    String where = "seed " + seed;
    Channels channels = channels(1 + random.nextInt(6));
    for (int step = 0; step < 20_000; step++) {
      switch (random.nextInt(6)) {
        case 0 -> {
          if (step < 15_000) {
            arrive(channels, random);
          }
        }
        case 1, 2 -> next(channels, where);
        case 3 -> finish(channels, random);
        case 4 -> write(random.nextInt(10));
        default -> pass(random.nextInt(3));
      }
      assertThat(running.size()).as(where).isLessThanOrEqualTo(MOST_RUNNING);
    }
    for (int step = 0; step < 200_000 && rows.values().stream().anyMatch(is -> !is.isEmpty()); ) {
      step++;
      next(channels, where);
      finish(channels, random);
      write(0);
      pass(20);
    }
    assertThat(parked).as(where).containsExactlyInAnyOrderElementsOf(poison);
    assertThat(done.values().stream().mapToInt(List::size).sum() + parked.size())
        .as(where)
        .isEqualTo(accepted);
    done.forEach((shard, ids) -> assertThat(ids).as(where).isSorted().doesNotHaveDuplicates());
  }

  private void arrive(Channels channels, Random random) {
    String shard = Integer.toString(random.nextInt(SHARDS));
    String id = "%08d".formatted(accepted++);
    QueuedEvent event =
        QueuedEvent.fresh(
                id,
                queue(shard),
                "latest",
                "test",
                Content.of(new byte[1 + random.nextInt(4)], "application/json", null, null),
                new Routing("key" + random.nextInt(3), null, 0),
                clock.instant())
            .at(positions.next(clock.instant()));
    rows.computeIfAbsent(shard, key -> new TreeMap<>()).put(id, event);
    if (random.nextInt(20) == 0) {
      poison.add(id);
    }
    Channel channel = channels.of(event.queue());
    channel.more = true;
    channels.activate(channel);
  }

  /** As the dispatcher's loop. */
  private void next(Channels channels, String where) {
    channels.wakeUp();
    Job job = channels.next();
    if (job != null) {
      Channel channel = job.channel();
      List<String> ids = job.events().stream().map(QueuedEvent::id).toList();
      assertThat(channel.isIdle()).as(where).isTrue();
      List<String> head = rowsOf(channel).keySet().stream().limit(ids.size()).toList();
      assertThat(ids).as(where).isEqualTo(head);
      channel.gate.running++;
      channel.runningIds.addAll(ids);
      running.add(job);
      return;
    }
    Channel toLoad = channels.toLoad();
    if (toLoad != null) {
      load(channels, toLoad);
    }
  }

  private void load(Channels channels, Channel channel) {
    int limit = channel.window.size() + channels.most(channel);
    List<QueuedEvent> read = rowsOf(channel).values().stream().limit(limit).toList();
    channel.more = read.size() == limit;
    for (QueuedEvent row : read) {
      if (channels.isHeavy(channel)) {
        channel.more = true;
        break;
      }
      channel.window.offer(row);
    }
    channels.activate(channel);
  }

  private SortedMap<String, QueuedEvent> rowsOf(Channel channel) {
    return rows.computeIfAbsent(String.valueOf(channel.name.shard()), key -> new TreeMap<>());
  }

  private void finish(Channels channels, Random random) {
    Job job = running.isEmpty() ? null : running.remove(random.nextInt(running.size()));
    if (job == null) {
      return;
    }
    Channel channel = job.channel();
    channel.gate.running--;
    job.events().forEach(event -> channel.runningIds.remove(event.id()));
    boolean good = job.events().stream().noneMatch(event -> poison.contains(event.id()));
    QueuedEvent first = job.events().get(0);
    boolean last = job.events().size() == 1 && first.attempts() + 1 >= MAX_ATTEMPTS;
    channel.unsettled++;
    if (good || last) {
      unwritten.add(() -> over(channels, job, good));
    } else {
      List<QueuedEvent> again = job.events().stream().map(this::failed).toList();
      for (int i = again.size() - 1; i >= 0; i--) {
        channel.window.back(again.get(i));
      }
      channels.waitFor(channel, random.nextInt(5));
      unwritten.add(
          () -> {
            again.forEach(event -> rowsOf(channel).put(event.id(), event));
            channel.unsettled--;
            channels.activate(channel);
          });
    }
    channels.activate(channel);
  }

  private QueuedEvent failed(QueuedEvent event) {
    Failure why = new Failure(ErrorCode.FUNCTION_FAILED, "ValueError", "no", List.of());
    return event.after(why, event.dueAt());
  }

  private void over(Channels channels, Job job, boolean good) {
    Channel channel = job.channel();
    for (QueuedEvent event : job.events()) {
      @Nullable QueuedEvent unused = rowsOf(channel).remove(event.id());
      channel.window.forget(event.id());
      List<String> ids =
          good
              ? done.computeIfAbsent(String.valueOf(channel.name.shard()), key -> new ArrayList<>())
              : parked;
      ids.add(event.id());
    }
    channel.unsettled--;
    channels.activate(channel);
  }

  /** Writes what was ended, but for some that were last. */
  private void write(int except) {
    while (unwritten.size() > except) {
      unwritten.remove(0).run();
    }
  }

  private void pass(int some) {
    nanos += some;
    clock.advance(Duration.ofNanos(some));
  }
}
