package dev.sluice.sandbox.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.sandbox.wire.FrameTooLargeException;
import dev.sluice.sandbox.wire.Frames;
import dev.sluice.sandbox.wire.OutputReader;
import dev.sluice.sandbox.wire.WireException;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.Reply;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A language host that has connected: first without code, then, once and for ever, the instance of
 * one version. One call at a time; {@link #end} from any thread.
 */
final class HostProcess implements Instance {
  private static final Logger LOG = LoggerFactory.getLogger(HostProcess.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(2);
  private static final Duration EXIT_PATIENCE = Duration.ofMillis(500);
  private static final int LOAD_LIMIT = 1 << 20;

  /** What programs look for in any environment; a definition may say otherwise. */
  private static final Map<String, String> SURROUNDINGS =
      Map.of(
          "PATH", "/usr/local/bin:/usr/bin:/bin",
          "HOME", "/tmp",
          "TMPDIR", "/tmp",
          "LANG", "C.UTF-8");

  /** What a host exits with when its connection breaks while the server's end is fine. */
  private static final int CONNECTION_BROKEN = 70;

  private final String id;
  private final Process process;
  private final SocketChannel channel;
  private final Frames frames;
  private final OutputReader output;
  private final Cgroups.Group group;
  private final Watchdog watchdog;
  private final @Nullable MemoryWatch watch;
  private final TreeMemory memory;
  private final Watchdog.Watched deadline;
  private final HostFolder folder;
  private final boolean jailed;
  private final boolean linksAreSafe;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean overdue;
  private volatile boolean tooBig;
  private volatile String endReason = "";
  private Duration loadTime = Duration.ZERO;
  private Duration startTime;

  HostProcess(
      HostFolder folder,
      Process process,
      SocketChannel channel,
      OutputReader output,
      Cgroups.Group group,
      Watchdog watchdog,
      @Nullable MemoryWatch watch,
      boolean jailed,
      boolean linksAreSafe,
      Duration sandboxTime) {
    this.id = folder.id();
    this.folder = folder;
    this.process = process;
    this.channel = channel;
    this.frames = new Frames(channel);
    this.output = output;
    this.group = group;
    this.watchdog = watchdog;
    this.watch = watch;
    this.memory = new TreeMemory(process.pid(), jailed);
    this.jailed = jailed;
    this.linksAreSafe = linksAreSafe;
    this.startTime = sandboxTime;
    this.deadline = watchdog.add(this::runOut);
  }

  /** Waits for the host's first word. */
  void greet(Duration patience) throws IOException {
    watchdog.arm(deadline, patience.toNanos());
    try {
      if (frames.receive(0).type() != Frames.HELLO) {
        throw new WireException("the language host did not greet");
      }
    } finally {
      watchdog.disarm(deadline);
    }
  }

  /** The host had been started ahead: its caller only paid for taking it. */
  void taken(Duration time) {
    startTime = time;
  }

  /**
   * Makes it the instance of one version.
   *
   * @return why the code does not load, or null when it is ready
   */
  Reply.@Nullable Failure load(InstanceSpec spec, Duration patience, OutputSink sink)
      throws IOException {
    long began = System.nanoTime();
    group.limitMemory((long) spec.memoryMiB() << 20);
    if (watch != null) {
      watch.watch(this, (long) spec.memoryMiB() << 20);
    }
    CodeLinks.fill(folder.code(), spec.code(), linksAreSafe);
    output.begin(sink);
    watchdog.arm(deadline, patience.toNanos());
    try {
      frames.send(
          Frames.INIT,
          JSON.writeValueAsBytes(
              Map.of(
                  "handler", spec.handler(),
                  "function", spec.function(),
                  "version", spec.version(),
                  "namespace", spec.namespace(),
                  "memoryMiB", spec.memoryMiB(),
                  "environment", environment(spec),
                  "jailed", jailed)));
      Frames.Frame frame = frames.receive(LOAD_LIMIT);
      watchdog.disarm(deadline);
      if (frame.type() == Frames.READY) {
        output.end("load", LOG_PATIENCE);
        loadTime = Duration.ofNanos(System.nanoTime() - began);
        return null;
      }
      if (frame.type() != Frames.LOAD_FAILED) {
        throw new WireException("the language host did not say whether it is ready");
      }
      output.end("load", LOG_PATIENCE);
      return failure(FailureKind.LOAD_FAILED, frame);
    } catch (IOException e) {
      watchdog.disarm(deadline);
      Reply.Failure why = explain(e, patience);
      return why.kind() == FailureKind.OUT_OF_MEMORY
          ? why
          : new Reply.Failure(
              FailureKind.LOAD_FAILED,
              why.type(),
              why.kind() == FailureKind.TIMED_OUT
                  ? "The handler did not load within " + seconds(patience) + "."
                  : "While the handler was loading: " + why.message(),
              why.stack());
    }
  }

  private static Map<String, String> environment(InstanceSpec spec) {
    Map<String, String> all = new TreeMap<>(SURROUNDINGS);
    all.putAll(spec.environment());
    return all;
  }

  @Override
  public Reply invoke(Call call, OutputSink sink) {
    output.begin(sink);
    watchdog.arm(deadline, call.timeout().toNanos());
    try {
      frames.sendCall(
          call.invocation(),
          (int) Math.min(Integer.MAX_VALUE, call.timeout().toMillis()),
          call.contentType(),
          call.payload());
      Frames.Frame frame = frames.receive(call.resultLimit());
      watchdog.disarm(deadline);
      return answer(call, frame);
    } catch (FrameTooLargeException e) {
      watchdog.disarm(deadline);
      end("its result was too large");
      output.endAtClose(LOG_PATIENCE);
      return tooLarge(call);
    } catch (IOException e) {
      watchdog.disarm(deadline);
      return explain(e, call.timeout());
    }
  }

  private Reply answer(Call call, Frames.Frame frame) throws IOException {
    if (!frame.shortText().equals(call.invocation())) {
      throw new WireException("an answer came to a call that was not made");
    }
    output.end(call.invocation(), LOG_PATIENCE);
    return switch (frame.type()) {
      case Frames.RESULT -> result(call, frame);
      case Frames.ERROR -> failure(FailureKind.RAISED, frame);
      case Frames.FATAL -> {
        Reply.Failure fatal = failure(FailureKind.RAISED, frame);
        end("it raised an error that nobody caught");
        yield fatal;
      }
      default -> throw new WireException("a frame of an unknown type came");
    };
  }

  private static Reply result(Call call, Frames.Frame frame) throws IOException {
    String contentType = frame.shortText();
    return frame.payload().remaining() > call.resultLimit()
        ? tooLarge(call)
        : new Reply.Success(frame.rest(), contentType);
  }

  private static Reply.Failure tooLarge(Call call) {
    return new Reply.Failure(
        FailureKind.RESULT_TOO_LARGE,
        "Function.ResultTooLarge",
        "The result has more than " + call.resultLimit() + " bytes.",
        List.of());
  }

  private static Reply.Failure failure(FailureKind kind, Frames.Frame frame) throws IOException {
    JsonNode json = JSON.readTree(frame.rest());
    List<String> stack = new ArrayList<>();
    json.path("stack").forEach(line -> stack.add(line.asText()));
    return new Reply.Failure(
        kind, json.path("type").asText("Error"), json.path("message").asText(), stack);
  }

  /** Finds out why the connection broke, and ends what is left. */
  private Reply.Failure explain(IOException broken, Duration timeout) {
    boolean exited = overdue || ended.get() || awaitExit();
    boolean outOfMemory = tooBig || group.outOfMemory();
    int status = exited && !process.isAlive() ? process.exitValue() : -1;
    String reason = endReason;
    end("its connection broke");
    output.endAtClose(LOG_PATIENCE);
    if (overdue) {
      return new Reply.Failure(
          FailureKind.TIMED_OUT,
          "Function.TimedOut",
          "The function did not answer within " + seconds(timeout) + ".",
          List.of());
    }
    if (outOfMemory) {
      return new Reply.Failure(
          FailureKind.OUT_OF_MEMORY,
          "Function.OutOfMemory",
          "The function used more memory than it may.",
          List.of());
    }
    if (!reason.isEmpty()) {
      return new Reply.Failure(
          FailureKind.EXITED,
          "Function.Ended",
          "The instance was ended: " + reason + ".",
          List.of());
    }
    if (status == -1 || status == CONNECTION_BROKEN || broken instanceof WireException) {
      return new Reply.Failure(
          FailureKind.PROTOCOL_BROKEN,
          "Function.ConnectionBroken",
          "The function broke its connection to the platform.",
          List.of());
    }
    return new Reply.Failure(
        FailureKind.EXITED,
        "Function.Exited",
        status > 128
            ? "The function's process was ended by signal " + (status - 128) + "."
            : "The function's process exited with status " + status + ".",
        List.of());
  }

  private boolean awaitExit() {
    try {
      return process.waitFor(EXIT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  private void runOut() {
    overdue = true;
    end("it ran out of time");
  }

  /** Ends it for what {@link MemoryWatch} saw. */
  void endForMemory() {
    tooBig = true;
    end("it used too much memory");
  }

  /** What it uses now. */
  TreeMemory memory() {
    return memory;
  }

  /** Whether it is loading its code or serving a call. */
  boolean isBusy() {
    return deadline.isArmed();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Duration sandboxTime() {
    return startTime;
  }

  @Override
  public Duration loadTime() {
    return loadTime;
  }

  @Override
  public boolean isAlive() {
    return !ended.get() && process.isAlive();
  }

  @Override
  public void end(String reason) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    endReason = overdue ? "" : reason;
    watchdog.remove(deadline);
    // Without a process namespace the children are only known while their parent lives.
    List<ProcessHandle> children = process.descendants().toList();
    // By its handle: the process's own method closes the pipe, with the last lines unread in it.
    process.toHandle().destroyForcibly();
    group.kill();
    children.forEach(ProcessHandle::destroyForcibly);
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("The socket of {} did not close well.", id, e);
    }
    HostStarter.whenGone(process, () -> folder.remove(group));
  }
}
