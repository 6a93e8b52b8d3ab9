package dev.sluice.sandbox.host;

import dev.sluice.sandbox.jail.KernelFile;
import dev.sluice.sandbox.jail.Meter;
import dev.sluice.spi.sandbox.CallUsage;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures by what {@code /proc} says of processes, where no control group counts. Time comes in
 * ticks, of which a short call uses none or one, so that only the sum of many calls is right; it
 * has that of children which have ended and were waited for. Memory is what the processes had at
 * most, each for itself; below an earlier call's peak it is what they have at the end. Who they are
 * is looked up at first, after calls that took long enough for that, and when one of them has
 * ended. Not thread-safe.
 */
final class ProcessMeter implements Meter {
  private static final long NANOS_PER_TICK = 10_000_000;
  private static final long LONG_CALL = 20_000_000;

  /** Words between the name's parenthesis and the user time: the state and ten numbers. */
  private static final int WORDS_BEFORE_TIMES = 12;

  /** Of the process itself and of its children, in user and system mode. */
  private static final int TIMES = 4;

  private final Supplier<? extends Collection<Long>> processes;
  private final Map<Long, Watched> known = new LinkedHashMap<>();
  private boolean stale = true;
  private long began;
  private long ticksBefore;

  /** Measures those that are there when it looks. */
  ProcessMeter(Supplier<? extends Collection<Long>> processes) {
    this.processes = processes;
  }

  @Override
  public void begin() {
    if (stale) {
      look();
    }
    ticksBefore = 0;
    for (Watched process : known.values()) {
      ticksBefore += process.ticks();
    }
    began = System.nanoTime();
  }

  @Override
  public @Nullable CallUsage end() {
    if (System.nanoTime() - began >= LONG_CALL) {
      look();
    }
    long ticks = 0;
    long memory = 0;
    int lived = 0;
    for (Watched process : known.values()) {
      ticks += process.ticks();
      memory += process.peakBytes();
      if (process.lives) {
        lived++;
      }
    }
    stale = lived < known.size();
    return lived == 0
        ? null
        : new CallUsage(
            Duration.ofNanos(Math.max(0, ticks - ticksBefore) * NANOS_PER_TICK), memory);
  }

  private void look() {
    Collection<Long> now = processes.get();
    known
        .entrySet()
        .removeIf(
            each -> {
              boolean gone = !now.contains(each.getKey());
              if (gone) {
                each.getValue().close();
              }
              return gone;
            });
    for (Long process : now) {
      if (!known.containsKey(process)) {
        Watched watched = Watched.open(process);
        if (watched != null) {
          known.put(process, watched);
        }
      }
    }
    stale = false;
  }

  @Override
  public void close() {
    known.values().forEach(Watched::close);
    known.clear();
  }

  /** One process. */
  private static final class Watched {
    private final KernelFile stat;
    private final KernelFile status;
    private boolean lives = true;
    private long peakKib;

    private Watched(KernelFile stat, KernelFile status) {
      this.stat = stat;
      this.status = status;
    }

    /** Null when it has just ended. */
    static @Nullable Watched open(long process) {
      try {
        KernelFile stat = KernelFile.open(ProcessTree.folder(process).resolve("stat"), 512);
        try {
          return new Watched(
              stat, KernelFile.open(ProcessTree.folder(process).resolve("status"), 2_048));
        } catch (IOException e) {
          stat.close();
          return null;
        }
      } catch (IOException e) {
        return null;
      }
    }

    long ticks() {
      try {
        // The name, in parentheses, may hold anything.
        int at = stat.read().skipWords(stat.afterLast(')'), WORDS_BEFORE_TIMES);
        long ticks = 0;
        for (int i = 0; i < TIMES; i++) {
          ticks += stat.number(at);
          at = stat.skipWords(at, 1);
        }
        return ticks;
      } catch (IOException e) {
        lives = false;
        return 0;
      }
    }

    long peakBytes() {
      try {
        long peak = status.read().number(status.after("\nVmHWM:"));
        long before = peakKib;
        peakKib = peak;
        return (peak > before ? peak : status.number(status.after("\nVmRSS:"))) << 10;
      } catch (IOException e) {
        lives = false;
        return 0;
      }
    }

    void close() {
      stat.close();
      status.close();
    }
  }
}
