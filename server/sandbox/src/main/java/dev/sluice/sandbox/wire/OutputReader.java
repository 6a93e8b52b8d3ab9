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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one pipe that an instance's standard output and error share, so that their order is
 * kept. The language host tags its lines: the separator U+001E, {@code T}, a letter for the stream,
 * one for the level, the text. What child processes write comes untagged. At the end of a call the
 * host writes U+001E, {@code Z} and the call's id: when that was read, the call's log is complete.
 * A function can forge tags and marks; it deceives only its own log.
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
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Condition work = lock.newCondition();
  private final ArrayDeque<OutputLine> between = new ArrayDeque<>();
  private final byte[] line = new byte[MAX_LINE];
  private int length;
  private boolean control;
  private @Nullable OutputSink sink;
  private int bytes;
  private int lines;
  private long dropped;
  private String call = "";
  private String mark = "";

  /** Whether the thread is to read, and whether it is in the middle of that. */
  private boolean following = true;

  private boolean reading;
  private boolean ending;
  private boolean ended;

  /** Those who wait for what is in the pipe. */
  private int awaited;

  private final Pace pace;

  /**
   * Reads a pipe.
   *
   * @param crowded whether there are others that what is written should not slow down
   */
  public OutputReader(
      InputStream pipe, Clock clock, int maxBytes, int maxLines, BooleanSupplier crowded) {
    this.pipe = pipe;
    this.pace = new Pace(crowded, System::nanoTime);
    this.clock = clock;
    this.maxBytes = maxBytes;
    this.maxLines = maxLines;
  }

  /** From now on lines go to this sink, first those that came since the call before. */
  public void begin(String nextCall, OutputSink to) {
    lock.lock();
    try {
      call = nextCall;
      sink = to;
      bytes = 0;
      lines = 0;
      dropped = 0;
      mark = "";
      for (OutputLine early = between.poll(); early != null; early = between.poll()) {
        emit(early, early.text().length());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lines go out as they come, until the mark of the call. */
  public void follow() {
    lock.lock();
    try {
      if (!mark.equals(call)) {
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

  /** Waits until the mark of the call, or the end of the pipe, or for so long; then lines rest. */
  public void end(Duration patience) {
    await(call, patience);
  }

  private void await(String wanted, Duration patience) {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      awaited++;
      if (!mark.equals(wanted)) {
        catchUp();
      }
      while (!mark.equals(wanted) && !ended && nanos > 0) {
        following = true;
        work.signal();
        nanos = progress.awaitNanos(nanos);
      }
      finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      awaited--;
      lock.unlock();
    }
  }

  /** Waits until the pipe has ended, or for so long; then lines rest. */
  public void endAtClose(Duration patience) {
    await("\0", patience);
  }

  /** The same, with a last line of the platform's own that is kept whatever the limits. */
  public void endAtClose(Duration patience, String lastLine) {
    lock.lock();
    try {
      OutputSink to = sink;
      await("\0", patience);
      if (to != null) {
        to.line(new OutputLine(clock.instant(), Stream.PLATFORM, Level.ERROR, lastLine));
      }
    } finally {
      lock.unlock();
    }
  }

  private void finish() {
    OutputSink to = sink;
    if (to != null && dropped > 0) {
      to.line(
          new OutputLine(
              clock.instant(),
              Stream.PLATFORM,
              Level.WARN,
              "The log of one invocation is limited to "
                  + maxBytes
                  + " bytes and "
                  + maxLines
                  + " lines: "
                  + dropped
                  + " bytes were dropped."));
    }
    sink = null;
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
      int before = lines;
      // What nobody will read is not worth a processor: the flood waits in its pipe.
      long pause =
          take(buffer, count) ? FLOOD_PAUSE.toNanos() : pace.after(Math.max(0, lines - before));
      while (pause > 0 && awaited == 0 && !ending) {
        pause = work.awaitNanos(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Takes what was read; true when it was too much for the call's log. */
  private boolean take(byte[] buffer, int count) {
    long before = dropped;
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
    return dropped > before;
  }

  private void endOfLine() {
    boolean tagged = control;
    control = false;
    int size = length;
    length = 0;
    if (tagged && size > 0 && line[0] == 'Z') {
      mark = new String(line, 1, size - 1, StandardCharsets.ISO_8859_1);
      following = ending || !mark.equals(call);
      progress.signalAll();
    } else if (tagged && size >= 3 && line[0] == 'T') {
      emit(
          line[1] == 'E' ? Stream.STDERR : Stream.STDOUT,
          switch (line[2]) {
            case 'D' -> Level.DEBUG;
            case 'W' -> Level.WARN;
            case 'E' -> Level.ERROR;
            default -> Level.INFO;
          },
          3,
          size);
    } else if (size > 0) {
      emit(Stream.STDOUT, Level.INFO, 0, size);
    }
  }

  /** What has no room is not even made text of. */
  private void emit(Stream stream, Level level, int from, int to) {
    if (sink != null && isFull(to - from)) {
      dropped += to - from + 1;
    } else {
      emit(line(stream, level, from, to), to - from);
    }
  }

  private boolean isFull(int size) {
    return lines >= maxLines || bytes + size > maxBytes;
  }

  private OutputLine line(Stream stream, Level level, int from, int to) {
    int end = to > from && line[to - 1] == '\r' ? to - 1 : to;
    return new OutputLine(
        clock.instant(),
        stream,
        level,
        new String(line, from, end - from, StandardCharsets.UTF_8).replace('\0', '\ufffd'));
  }

  private void emit(OutputLine output, int size) {
    OutputSink to = sink;
    if (to == null) {
      if (between.size() < MAX_BETWEEN_CALLS) {
        between.add(output);
      }
    } else if (isFull(size)) {
      dropped += size + 1;
    } else {
      lines++;
      bytes += size;
      to.line(output);
    }
  }
}
