package dev.sluice.sandbox.wire;

import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one pipe that an instance's standard output and error share, so that their order is
 * kept. The language host tags its lines: the separator U+001E, {@code T}, a letter for the stream,
 * one for the level, the text; or {@code U}, the letters, the id of a call, a space, the text,
 * where there are several calls at a time. What child processes write comes untagged. Lines of
 * nobody's, or of a call that is over, are the oldest call's. At the end of a call the host writes
 * U+001E, {@code Z} and the call's id: when that was read, the call's log is complete. A function
 * can forge tags and marks; it deceives only its own log.
 *
 * <p>Most calls are short and write little: whoever has their answer reads the pipe itself, up to
 * the mark, which costs no other thread a turn. {@link #follow} is for the others: from then on
 * until the mark the thread that runs {@link #run} reads, at a {@linkplain Pace pace} while others
 * are near. So the pipe is always drained. Text above the limits of a call is counted and dropped.
 * Thread-safe; one thread runs {@link #run}.
 */
public final class OutputReader implements Runnable {
  private static final byte SEPARATOR = 0x1e;
  private static final int MAX_LINE = 64 << 10;
  private static final int MAX_BETWEEN_CALLS = 1_000;

  /** So that a flood is read by the pipe full, and not as often as it is written. */
  private static final Duration FLOOD_PAUSE = Duration.ofMillis(5);

  private final InputStream pipe;
  private final Clock clock;
  private final int maxBytes;
  private final int maxLines;
  private final Pace pace;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Condition work = lock.newCondition();

  /** Those of calls that have not ended, by the calls' ids, the oldest first. */
  private final Map<String, CallLog> logs = new LinkedHashMap<>();

  private final ArrayDeque<OutputLine> between = new ArrayDeque<>();
  private final byte[] line = new byte[MAX_LINE];
  private int length;
  private boolean control;

  /** Calls whose mark has not come. */
  private int unmarked;

  /** What was read since the last pause: lines that went on, and whether one was dropped. */
  private int taken;

  private boolean dropped;

  /** Whether the thread is to read, and whether it is in the middle of that. */
  private boolean following = true;

  private boolean reading;
  private boolean ending;
  private boolean ended;

  /** Those who wait for what is in the pipe. */
  private int awaited;

  /**
   * Reads a pipe.
   *
   * @param crowded whether there are others that what is written should not slow down
   */
  public OutputReader(
      InputStream pipe, Clock clock, int maxBytes, int maxLines, BooleanSupplier crowded) {
    this.pipe = pipe;
    this.clock = clock;
    this.maxBytes = maxBytes;
    this.maxLines = maxLines;
    this.pace = new Pace(crowded, System::nanoTime);
  }

  /** From now on the call's lines go to this sink, those that came since the call before first. */
  public void begin(String call, OutputSink to) {
    lock.lock();
    try {
      CallLog log = new CallLog(to, maxBytes, maxLines);
      if (logs.put(call, log) == null) {
        unmarked++;
      }
      for (OutputLine early = between.poll(); early != null; early = between.poll()) {
        log.add(early, early.text().length());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lines go out as they come, until the marks of all calls. */
  public void follow() {
    lock.lock();
    try {
      if (unmarked > 0) {
        following = true;
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The process ends, or has ended: what is left in the pipe is read. */
  public void endSoon() {
    lock.lock();
    try {
      ending = true;
      following = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Reads what has come while nobody followed; what comes meanwhile is left for the next time. */
  public void catchUp() {
    lock.lock();
    try {
      int left = reading ? 0 : pipe.available();
      while (left > 0) {
        byte[] buffer = new byte[Math.min(left, MAX_LINE)];
        int count = Math.max(1, pipe.read(buffer));
        take(buffer, count);
        left -= count;
      }
    } catch (IOException e) {
      // The process was ended and its pipe closed, which the thread will find, too.
      following = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the mark of the call, or the end of the pipe, or for so long; then it is over. */
  public void end(String call, Duration patience) {
    lock.lock();
    try {
      CallLog log = logs.get(call);
      if (log != null) {
        await(log, patience);
        finish(call, log);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the pipe has ended, or for so long; then the call is over.
   *
   * @param lastLine of the platform's own, kept whatever the limits
   */
  public void endAtClose(String call, Duration patience, String lastLine) {
    lock.lock();
    try {
      CallLog log = logs.get(call);
      await(null, patience);
      if (log != null) {
        finish(call, log);
        log.say(clock, Level.ERROR, lastLine);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The call is over, whatever it may still write; with a last line of the platform's own. */
  public void giveUp(String call, String lastLine) {
    lock.lock();
    try {
      catchUp();
      CallLog log = logs.get(call);
      if (log != null) {
        finish(call, log);
        log.say(clock, Level.ERROR, lastLine);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the pipe has ended, or for so long. */
  public void awaitClose(Duration patience) {
    lock.lock();
    try {
      await(null, patience);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the mark of a call; null for the end of the pipe. */
  private void await(@Nullable CallLog log, Duration patience) {
    long nanos = patience.toNanos();
    awaited++;
    try {
      if (log == null || !log.marked) {
        catchUp();
      }
      while ((log == null || !log.marked) && !ended && nanos > 0) {
        following = true;
        work.signal();
        nanos = progress.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      awaited--;
    }
  }

  private void finish(String call, CallLog log) {
    if (logs.remove(call, log) && !log.marked) {
      unmarked--;
    }
    log.finish(clock);
  }

  @Override
  public void run() {
    byte[] buffer = new byte[MAX_LINE];
    try {
      int count = read(buffer);
      while (count >= 0) {
        takeRead(buffer, count);
        count = read(buffer);
      }
    } catch (IOException e) {
      // The process was ended and its pipe closed: that is the end of its output.
      length = Math.min(length, MAX_LINE);
    } finally {
      lock.lock();
      try {
        endOfLine();
        ended = true;
        progress.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private int read(byte[] buffer) throws IOException {
    lock.lock();
    try {
      while (!following) {
        work.awaitUninterruptibly();
      }
      reading = true;
    } finally {
      lock.unlock();
    }
    return pipe.read(buffer);
  }

  private void takeRead(byte[] buffer, int count) {
    lock.lock();
    try {
      reading = false;
      taken = 0;
      dropped = false;
      take(buffer, count);
      // What nobody will read is not worth a processor: the flood waits in its pipe.
      long pause = dropped ? FLOOD_PAUSE.toNanos() : pace.after(taken);
      while (pause > 0 && awaited == 0 && !ending) {
        pause = work.awaitNanos(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void take(byte[] buffer, int count) {
    for (int i = 0; i < count; i++) {
      byte b = buffer[i];
      if (b == '\n') {
        endOfLine();
      } else if (b == SEPARATOR) {
        endOfLine();
        control = true;
      } else {
        if (length == MAX_LINE) {
          boolean tagged = control;
          endOfLine();
          control = false;
          if (tagged) {
            // The rest of an over-long tagged line is plain text.
            length = 0;
          }
        }
        line[length++] = b;
      }
    }
  }

  private void endOfLine() {
    boolean tagged = control;
    control = false;
    int size = length;
    length = 0;
    byte kind = tagged && size > 0 ? line[0] : 0;
    if (kind == 'Z') {
      mark(new String(line, 1, size - 1, StandardCharsets.ISO_8859_1));
    } else if (kind == 'T' && size >= 3) {
      emit(oldest(), stream(), level(), 3, size);
    } else if (kind == 'U' && size >= 3) {
      int space = 3;
      while (space < size && line[space] != ' ') {
        space++;
      }
      CallLog own = logs.get(new String(line, 3, space - 3, StandardCharsets.ISO_8859_1));
      emit(own == null ? oldest() : own, stream(), level(), Math.min(size, space + 1), size);
    } else if (size > 0) {
      emit(oldest(), Stream.STDOUT, Level.INFO, 0, size);
    }
  }

  private void mark(String call) {
    CallLog log = logs.get(call);
    if (log != null && !log.marked) {
      log.marked = true;
      unmarked--;
      following = ending || unmarked > 0;
      progress.signalAll();
    }
  }

  private Stream stream() {
    return line[1] == 'E' ? Stream.STDERR : Stream.STDOUT;
  }

  private Level level() {
    return switch (line[2]) {
      case 'D' -> Level.DEBUG;
      case 'W' -> Level.WARN;
      case 'E' -> Level.ERROR;
      default -> Level.INFO;
    };
  }

  private @Nullable CallLog oldest() {
    return logs.isEmpty() ? null : logs.values().iterator().next();
  }

  /** What has no room is not even made text of. */
  private void emit(@Nullable CallLog log, Stream stream, Level level, int from, int to) {
    int size = to - from;
    if (log == null) {
      if (between.size() < MAX_BETWEEN_CALLS) {
        between.add(line(stream, level, from, to));
      }
    } else if (log.isFull(size)) {
      log.drop(size);
      dropped = true;
    } else {
      log.add(line(stream, level, from, to), size);
      taken++;
    }
  }

  private OutputLine line(Stream stream, Level level, int from, int to) {
    int end = to > from && line[to - 1] == '\r' ? to - 1 : to;
    return new OutputLine(
        clock.instant(),
        stream,
        level,
        new String(line, from, end - from, StandardCharsets.UTF_8).replace('\0', '\ufffd'));
  }
}
