package dev.sluice.sandbox.host;

import dev.sluice.sandbox.wire.FrameTooLargeException;
import dev.sluice.sandbox.wire.Frames;
import dev.sluice.sandbox.wire.Line;
import dev.sluice.sandbox.wire.OutputReader;
import dev.sluice.sandbox.wire.WireException;
import dev.sluice.spi.sandbox.CallUsage;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.Instance.Call;
import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.Reply;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of an instance that serves several at a time. One thread reads what the host says and
 * hands it to the call that it is for. A call that runs out of time is answered, and its instance
 * takes no more calls: it ends with the last of those that it serves, since nobody can end one of
 * them alone. Thread-safe; one thread runs {@link #run}.
 */
final class SharedCalls implements Runnable {
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(2);

  /** How long a call that ran out of time may take to find that out; what it asked may go on. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** So much of what the host says may wait for its calls before no more is read. */
  private static final long MOST_WAITING_BYTES = 16L << 20;

  private final HostProcess host;
  private final Frames frames;
  private final OutputReader output;
  private final CallMeter meter;
  private final Watchdog deadlines;
  private final ReentrantLock sending = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();

  /** By their ids, the oldest first. */
  private final Map<String, Running> running = new LinkedHashMap<>();

  /** Calls that ran out of time: what is said of them comes too late, and is no lie. */
  private final Set<String> late = new HashSet<>();

  private long waitingBytes;
  private int limit;
  private @Nullable IOException broken;
  private volatile boolean leaving;

  /** For a host that is ready; from now on nobody else reads its frames. */
  SharedCalls(
      HostProcess host, Frames frames, OutputReader output, CallMeter meter, Watchdog deadlines) {
    this.host = host;
    this.frames = frames;
    this.output = output;
    this.meter = meter;
    this.deadlines = deadlines;
  }

  /** The call's time is over. */
  private static final class LateException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Something that the host said of a call. */
  private record Heard(Frames.@Nullable Frame frame, @Nullable FrameTooLargeException tooLarge) {
    int bytes() {
      return frame == null ? 0 : frame.payload().remaining();
    }

    Frames.Frame get() throws IOException {
      if (tooLarge != null) {
        throw tooLarge;
      }
      return Objects.requireNonNull(frame);
    }
  }

  /** One call. Guarded by the lock. */
  private final class Running implements Line {
    private final Call call;
    private final Condition told = lock.newCondition();
    private final ArrayDeque<Heard> heard = new ArrayDeque<>();
    private final Watchdog.Watched deadline = deadlines.add(() -> runOut(this));
    private boolean answered;
    private boolean overdue;

    Running(Call call) {
      this.call = call;
    }

    @Override
    public Frames.Frame receive(int most) throws IOException {
      lock.lock();
      try {
        while (heard.isEmpty() && !overdue && broken == null) {
          told.await();
        }
        if (overdue) {
          throw new LateException();
        }
        Heard next = heard.poll();
        if (next == null) {
          throw new IOException("the connection broke", broken);
        }
        waitingBytes -= next.bytes();
        room.signal();
        return next.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted during a call");
      } finally {
        lock.unlock();
      }
    }

    /** It was passed over when it came. */
    @Override
    public void skip(FrameTooLargeException frame) {}

    @Override
    public void answer(byte[] answer) throws IOException {
      sending.lock();
      try {
        frames.sendAnswer(call.invocation(), answer);
      } finally {
        sending.unlock();
      }
    }
  }

  /**
   * As {@link HostProcess#invoke}.
   *
   * @param usage told what the call used, where somebody knows
   */
  Reply serve(Call call, OutputSink sink, Consumer<@Nullable CallUsage> usage) {
    String id = call.invocation();
    Running own = new Running(call);
    enter(own);
    output.begin(id, sink);
    // Nobody knows when there will be nothing to read: one call may end while another begins.
    output.follow();
    meter.begin(id);
    try {
      deadlines.arm(own.deadline, call.timeout().toNanos());
      send(call);
      Frames.Frame frame = Conversation.answer(own, call, Conversation.limit(call));
      usage.accept(meter.end(id));
      return host.answer(call, frame);
    } catch (FrameTooLargeException e) {
      output.end(id, LOG_PATIENCE);
      return Answers.tooLarge(call);
    } catch (LateException e) {
      Reply.Failure failure = Endings.of(EndReason.TIMED_OUT, -1, call.timeout());
      output.giveUp(
          id, failure.message() + " Its instance takes no more calls, and ends after the others.");
      return failure;
    } catch (IOException e) {
      return isOverdue(own) ? host.broken(call, e) : host.brokenByOthers(call, e);
    } finally {
      usage.accept(meter.end(id));
      leave(own);
    }
  }

  private void enter(Running own) {
    lock.lock();
    try {
      if (running.isEmpty()) {
        host.wake();
      }
      limit = Math.max(limit, Conversation.limit(own.call));
      running.put(own.call.invocation(), own);
    } finally {
      lock.unlock();
    }
  }

  private void leave(Running own) {
    deadlines.remove(own.deadline);
    boolean last;
    lock.lock();
    try {
      running.remove(own.call.invocation(), own);
      if (own.overdue) {
        late.add(own.call.invocation());
      }
      own.heard.forEach(heard -> waitingBytes -= heard.bytes());
      own.heard.clear();
      room.signal();
      last = running.isEmpty();
      if (last && !leaving) {
        host.pause();
      }
    } finally {
      lock.unlock();
    }
    if (last && leaving) {
      host.end(EndReason.TIMED_OUT);
    }
  }

  private void send(Call call) throws IOException {
    sending.lock();
    try {
      Conversation.send(frames, call);
    } finally {
      sending.unlock();
    }
  }

  /** First the call is told; one that hangs where it cannot hear takes the instance with it. */
  private void runOut(Running own) {
    boolean hangs;
    lock.lock();
    try {
      if (running.get(own.call.invocation()) != own) {
        // It was answered at the last moment.
        return;
      }
      hangs = own.overdue;
      own.overdue = true;
      leaving = true;
      own.told.signal();
      if (!hangs) {
        deadlines.arm(own.deadline, GRACE.toNanos());
      }
    } finally {
      lock.unlock();
    }
    if (hangs) {
      host.end(EndReason.TIMED_OUT);
    }
  }

  private boolean isOverdue(Running own) {
    lock.lock();
    try {
      return own.overdue;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the instance may be given more calls. */
  boolean takesMore() {
    return !leaving;
  }

  /** The id of the call that it has served for longest; null while it serves none. */
  @Nullable String oldest() {
    lock.lock();
    try {
      return running.isEmpty() ? null : running.keySet().iterator().next();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        hear();
      }
    } catch (IOException e) {
      breakAll(e);
    }
  }

  private void hear() throws IOException {
    try {
      Frames.Frame frame = frames.receive(this::limit);
      deliver(frame.peekShortText(), new Heard(frame, null), isLast(frame.type()));
    } catch (FrameTooLargeException e) {
      deliver(frames.skipTelling(e), new Heard(null, e), isLast(e.type()));
    }
  }

  private int limit() {
    lock.lock();
    try {
      return limit;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isLast(byte type) {
    return type != Frames.ASK && type != Frames.COUNTS;
  }

  private void deliver(String id, Heard heard, boolean last) throws IOException {
    lock.lock();
    try {
      Running to = running.get(id);
      while (to != null && waitingBytes > 0 && waitingBytes + heard.bytes() > MOST_WAITING_BYTES) {
        room.await();
        to = running.get(id);
      }
      if (to != null && !to.answered) {
        to.answered = last;
        to.heard.add(heard);
        waitingBytes += heard.bytes();
        to.told.signal();
      } else if (to != null || !late.contains(id)) {
        throw new WireException("an answer came to a call that was not made");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while calls were to be told");
    } finally {
      lock.unlock();
    }
  }

  private void breakAll(IOException why) {
    boolean idle;
    lock.lock();
    try {
      broken = why;
      running.values().forEach(each -> each.told.signal());
      idle = running.isEmpty();
    } finally {
      lock.unlock();
    }
    if (idle && why instanceof WireException) {
      host.end(EndReason.PROTOCOL_BROKEN);
    }
  }
}
