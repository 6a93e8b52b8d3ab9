package dev.sluice.core.stats;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.invocation.InvocationRecord;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What is counted of invocations. Not thread-safe. */
public final class Tally {
  private final Map<ErrorCode, Long> errors = new EnumMap<>(ErrorCode.class);
  private final Histogram durations;
  private final Histogram queues;
  private long invocations;
  private long cold;
  private long replays;
  private long retries;
  private long throttled;
  private Duration busy = Duration.ZERO;
  private Duration processor = Duration.ZERO;
  private long peakMemoryBytes;
  private long mebibyteMillis;
  private Sample sample = Sample.NONE;
  private final Map<String, Long> counts = new TreeMap<>();

  /** Nothing yet. */
  public Tally() {
    this(new Histogram(), new Histogram());
  }

  private Tally(Histogram durations, Histogram queues) {
    this.durations = durations;
    this.queues = queues;
  }

  /**
   * What was kept of one.
   *
   * @param usage of all together: the peak is the highest of them
   */
  public static Tally of(
      long invocations,
      long cold,
      long replays,
      Map<ErrorCode, Long> errors,
      Duration busy,
      InvocationRecord.Usage usage,
      Histogram durations,
      Histogram queues) {
    Tally tally = new Tally(durations, queues);
    tally.invocations = invocations;
    tally.cold = cold;
    tally.replays = replays;
    tally.errors.putAll(errors);
    tally.busy = busy;
    tally.add(usage);
    return tally;
  }

  /** Counts one that has ended. */
  public void add(InvocationRecord done) {
    invocations++;
    if (Boolean.TRUE.equals(done.cold())) {
      cold++;
    }
    if (done.replayOf() != null) {
      replays++;
    }
    InvocationRecord.Async async = done.async();
    if (async != null && async.attempts() > 1) {
      retries += async.attempts() - 1;
    }
    InvocationRecord.Failure failure = done.failure();
    if (failure != null) {
      errors.merge(failure.code(), 1L, Long::sum);
    }
    busy = busy.plus(done.duration()).minus(done.phases().queue());
    durations.add(done.duration());
    queues.add(done.phases().queue());
    InvocationRecord.Usage usage = done.usage();
    if (usage != null) {
      add(usage);
    }
    done.counts().forEach(this::count);
  }

  /** Adds what a function counted. */
  public void count(String name, long by) {
    counts.merge(name, by, Long::sum);
  }

  private void add(InvocationRecord.Usage usage) {
    processor = processor.plus(usage.processor());
    peakMemoryBytes = Math.max(peakMemoryBytes, usage.peakMemoryBytes());
    mebibyteMillis += usage.mebibyteMillis();
  }

  public void add(Tally other) {
    invocations += other.invocations;
    cold += other.cold;
    replays += other.replays;
    retries += other.retries;
    throttled += other.throttled;
    other.errors.forEach((code, count) -> errors.merge(code, count, Long::sum));
    busy = busy.plus(other.busy);
    processor = processor.plus(other.processor);
    peakMemoryBytes = Math.max(peakMemoryBytes, other.peakMemoryBytes);
    mebibyteMillis += other.mebibyteMillis;
    other.counts.forEach(this::count);
    durations.add(other.durations);
    queues.add(other.queues);
    sample = sample.max(other.sample);
  }

  /** Counts in what there was at one time. */
  public void add(Sample seen) {
    sample = sample.max(seen);
  }

  /** Counts calls that found no instance, or were over a quota. */
  public void addThrottled(long count) {
    throttled += count;
  }

  public long invocations() {
    return invocations;
  }

  /** Those that an instance was started for. */
  public long cold() {
    return cold;
  }

  /** Those that repeat an earlier one. */
  public long replays() {
    return replays;
  }

  /** Attempts beyond the first, of those that nobody waited for. */
  public long retries() {
    return retries;
  }

  /** Counts in attempts beyond the first. */
  public void addRetries(long count) {
    retries += count;
  }

  public long throttled() {
    return throttled;
  }

  /** Those that failed. */
  public long failed() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Failures by their code. */
  public Map<ErrorCode, Long> errors() {
    return Map.copyOf(errors);
  }

  /** Time of all together without waiting; divided by time, how many ran at once. */
  public Duration busy() {
    return busy;
  }

  /** Time on processors of all together. */
  public Duration processor() {
    return processor;
  }

  /** The most memory that one of them used at one time. */
  public long peakMemoryBytes() {
    return peakMemoryBytes;
  }

  /** As {@link InvocationRecord.Usage#mebibyteMillis}, of all together. */
  public long mebibyteMillis() {
    return mebibyteMillis;
  }

  /** The most that there was at one time. */
  public Sample sample() {
    return sample;
  }

  /** What functions counted, by name. */
  public Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  public Histogram durations() {
    return durations;
  }

  /** Times of waiting for an instance. */
  public Histogram queues() {
    return queues;
  }
}
