package dev.sluice.sandbox.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.sandbox.jail.Cgroups;
import dev.sluice.sandbox.jail.Meter;
import dev.sluice.sandbox.wire.FrameTooLargeException;
import dev.sluice.sandbox.wire.Frames;
import dev.sluice.sandbox.wire.OutputReader;
import dev.sluice.sandbox.wire.WireException;
import dev.sluice.spi.sandbox.CallUsage;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.Reply;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A language host that has connected: first without code, then, once and for ever, the instance of
 * one version. As many calls at a time as its spec says; {@link #end} from any thread.
 */
final class HostProcess implements Instance {
  private static final Logger LOG = LoggerFactory.getLogger(HostProcess.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(2);
  private static final Duration EXIT_PATIENCE = Duration.ofMillis(500);

  /** How long a function that ran out of time has for its last words after SIGTERM. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private static final int LOAD_LIMIT = 1 << 20;

  /** What the log of loading has in place of a call's id. */
  private static final String LOAD = "load";

  /** What a host exits with when its connection breaks while the server's end is fine. */
  private static final int CONNECTION_BROKEN = 70;

  private final HostFolder folder;
  private final Process process;
  private final SocketChannel channel;
  private final Frames frames;
  private final OutputReader output;
  private final Cgroups.Group group;
  private final HostParts parts;
  private final TreeMemory memory;
  private final Watchdog.Watched deadline;
  private final LongCall longCall;
  private final Rest rest;
  private final CallMeter meter;
  private final AtomicReference<@Nullable EndReason> ended = new AtomicReference<>();
  private volatile boolean overdue;
  private volatile @Nullable InstanceSpec spec;
  private volatile @Nullable String invocation;

  /** Its calls, where there may be several at a time. */
  private volatile @Nullable SharedCalls shared;

  /** By the last call of each thread. */
  @SuppressWarnings("ThreadLocalUsage") // it goes with the instance
  private final ThreadLocal<CallUsage> used = new ThreadLocal<>();

  private @Nullable LeakCheck leaks;
  private Duration loadTime = Duration.ZERO;
  private Duration startTime;

  HostProcess(
      HostFolder folder,
      Process process,
      SocketChannel channel,
      OutputReader output,
      Cgroups.Group group,
      HostParts parts,
      Duration sandboxTime) {
    this.folder = folder;
    this.process = process;
    this.channel = channel;
    this.frames = new Frames(channel);
    this.output = output;
    this.group = group;
    this.parts = parts;
    this.memory = new TreeMemory(process.pid(), parts.jailed());
    this.startTime = sandboxTime;
    this.deadline = parts.deadlines().add(this::runOut);
    this.meter = new CallMeter(() -> measured(group));
    this.longCall =
        new LongCall(
            parts.rests(),
            output::follow,
            () -> group.limitsProcessors() ? meter.usedNanos() : 0,
            parts.crowd(),
            new GroupManners(folder.id(), group, this::cpus));
    this.rest =
        new Rest(
            parts.rests(),
            parts.signals(),
            this::processes,
            this::mayRest,
            () -> end(EndReason.LEAKING));
  }

  private @Nullable Double cpus() {
    InstanceSpec of = spec;
    return of == null ? null : (Double) of.cpus();
  }

  private Meter measured(Cgroups.Group of) {
    Meter counted = of.meter();
    return counted == null ? new ProcessMeter(this::processes) : counted;
  }

  /** Waits for the host's first word. */
  void greet(Duration patience) throws IOException {
    parts.deadlines().arm(deadline, patience.toNanos());
    if (frames.receive(0).type() != Frames.HELLO || !parts.deadlines().disarm(deadline)) {
      throw new WireException("the language host did not greet in time");
    }
    rest.begin();
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
  Reply.@Nullable Failure load(InstanceSpec of, Duration patience, OutputSink sink)
      throws IOException {
    long began = System.nanoTime();
    spec = of;
    rest.end();
    limit(of);
    if (of.image() == null) {
      CodeLinks.fill(folder.code(), of.code(), parts.linksAreSafe());
    }
    output.begin(LOAD, sink);
    output.follow();
    parts.deadlines().arm(deadline, patience.toNanos());
    try {
      frames.send(Frames.INIT, JSON.writeValueAsBytes(Introduction.of(of, folder, parts)));
      Frames.Frame frame = receive(LOAD_LIMIT);
      output.end(LOAD, LOG_PATIENCE);
      if (frame.type() == Frames.READY) {
        loadTime = Duration.ofNanos(System.nanoTime() - began);
        if (of.concurrency() > 1) {
          SharedCalls calls = new SharedCalls(this, frames, output, meter, parts.deadlines());
          shared = calls;
          parts.threads().newThread(calls).start();
        }
        rest.begin();
        return null;
      }
      if (frame.type() != Frames.LOAD_FAILED) {
        throw new WireException("the language host did not say whether it is ready");
      }
      return Answers.failure(FailureKind.LOAD_FAILED, frame);
    } catch (IOException e) {
      return broken(LOAD, e, (reason, status) -> Endings.whileLoading(reason, status, patience));
    }
  }

  private void limit(InstanceSpec of) throws IOException {
    long bytes = (long) of.memoryMiB() << 20;
    group.limitMemory(bytes);
    group.limitProcessors(of.cpus());
    longCall.load();
    MemoryWatch watch = parts.memory();
    if (watch != null) {
      watch.watch(this, bytes);
    }
    leaks =
        new LeakCheck(
            new LeakCheck.Holdings(bytes, parts.limits().processes(), parts.limits().openFiles()));
  }

  @Override
  public Reply invoke(Call call, OutputSink sink) {
    used.remove();
    SharedCalls calls = shared;
    if (calls != null) {
      return calls.serve(call, sink, this::remember);
    }
    invocation = call.invocation();
    try {
      return serve(call, sink);
    } finally {
      remember(meter.end(call.invocation()));
      invocation = null;
    }
  }

  private void remember(@Nullable CallUsage usage) {
    if (usage != null) {
      used.set(usage);
    }
  }

  /** The first of several calls begins. */
  void wake() {
    rest.end();
    longCall.begin();
  }

  /** The last of several calls is over. */
  void pause() {
    longCall.end();
    rest.begin();
  }

  private Reply serve(Call call, OutputSink sink) {
    rest.end();
    output.begin(call.invocation(), sink);
    parts.deadlines().arm(deadline, call.timeout().toNanos());
    longCall.begin();
    meter.begin(call.invocation());
    try {
      Conversation.send(frames, call);
      Frames.Frame frame = Conversation.answer(frames, call, Conversation.limit(call));
      inTime();
      remember(meter.end(call.invocation()));
      longCall.end();
      Reply reply = answer(call, frame);
      rest.begin();
      return reply;
    } catch (FrameTooLargeException e) {
      parts.deadlines().disarm(deadline);
      end(EndReason.RESULT_TOO_LARGE);
      Reply.Failure failure = Answers.tooLarge(call);
      output.endAtClose(
          call.invocation(), LOG_PATIENCE, failure.message() + " Its instance was ended.");
      return failure;
    } catch (IOException e) {
      return broken(call, e);
    }
  }

  /** Finds out why the connection broke under a call. */
  Reply.Failure broken(Call call, IOException why) {
    return broken(
        call.invocation(), why, (reason, status) -> Endings.of(reason, status, call.timeout()));
  }

  /** The same for a call that still had time: that of another may have been over. */
  Reply.Failure brokenByOthers(Call call, IOException why) {
    return broken(
        call.invocation(), why, (reason, status) -> Endings.shared(reason, status, call.timeout()));
  }

  @Override
  public @Nullable Long memoryBytes() {
    Cgroups.Usage usage = group.usage();
    return usage == null ? (Long) memory.bytes(0) : (Long) usage.memoryBytes();
  }

  @Override
  public @Nullable String invocation() {
    SharedCalls calls = shared;
    return calls == null ? invocation : calls.oldest();
  }

  @Override
  public @Nullable CallUsage usage() {
    return used.get();
  }

  /** The next frame; what comes after the deadline does not count. */
  private Frames.Frame receive(int limit) throws IOException {
    Frames.Frame frame = frames.receive(limit);
    inTime();
    return frame;
  }

  private void inTime() throws IOException {
    if (!parts.deadlines().disarm(deadline) || overdue) {
      throw new IOException("the deadline has passed");
    }
  }

  /** What a frame that ends a call comes to, with all of its log. */
  Reply answer(Call call, Frames.Frame frame) throws IOException {
    if (!frame.shortText().equals(call.invocation())) {
      throw new WireException("an answer came to a call that was not made");
    }
    switch (frame.type()) {
      case Frames.RESULT, Frames.RESULT_BOUND -> {
        output.end(call.invocation(), LOG_PATIENCE);
        return Answers.result(call, frame);
      }
      case Frames.ERROR -> {
        output.end(call.invocation(), LOG_PATIENCE);
        return Answers.failure(FailureKind.RAISED, frame);
      }
      case Frames.TOO_LARGE -> {
        output.end(call.invocation(), LOG_PATIENCE);
        return Answers.tooLarge(call);
      }
      case Frames.FATAL -> {
        Reply.Failure fatal = Answers.failure(FailureKind.RAISED, frame);
        end(EndReason.UNCAUGHT_ERROR);
        output.endAtClose(
            call.invocation(), LOG_PATIENCE, "The instance was ended, as nobody caught the error.");
        return fatal;
      }
      default -> throw new WireException("a frame of an unknown type came");
    }
  }

  /** Finds out why the connection broke, ends what is left, and says so in the function's log. */
  private Reply.Failure broken(
      String call, IOException broken, BiFunction<EndReason, Integer, Reply.Failure> of) {
    parts.deadlines().disarm(deadline);
    if (!overdue && ended.get() == null) {
      awaitExit();
    }
    int status = process.isAlive() ? -1 : process.exitValue();
    end(reason(broken, status));
    EndReason reason = ended.get();
    Reply.Failure failure = of.apply(reason == null ? EndReason.EXITED : reason, status);
    output.endAtClose(call, LOG_PATIENCE, failure.message() + " Its instance was ended.");
    return failure;
  }

  private EndReason reason(IOException broken, int status) {
    if (overdue) {
      return EndReason.TIMED_OUT;
    }
    if (group.outOfMemory()) {
      return EndReason.OUT_OF_MEMORY;
    }
    return status == -1 || status == CONNECTION_BROKEN || broken instanceof WireException
        ? EndReason.PROTOCOL_BROKEN
        : EndReason.EXITED;
  }

  private void awaitExit() {
    try {
      process.waitFor(EXIT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** First a word, then force. */
  private void runOut() {
    if (overdue) {
      end(EndReason.TIMED_OUT);
      return;
    }
    overdue = true;
    if (parts.signals().send(Signals.Signal.TERM, hearers())) {
      parts.deadlines().arm(deadline, GRACE.toNanos());
    } else {
      end(EndReason.TIMED_OUT);
    }
  }

  /** What is to hear that its time is over: of an image's host and its walls, nothing. */
  private List<Long> hearers() {
    InstanceSpec of = spec;
    List<Long> all = processes();
    if (of == null || of.image() == null) {
      return all;
    }
    int walls = ProcessTree.depth(process.pid()) + 1;
    return all.stream().filter(pid -> ProcessTree.depth(pid) > walls).toList();
  }

  /** All that runs for the function; in a jail not the process that keeps the jail. */
  private List<Long> processes() {
    List<Long> all = group.processes();
    if (all == null) {
      all = ProcessTree.of(process.pid());
    }
    return parts.jailed() ? all.stream().filter(pid -> pid != process.pid()).toList() : all;
  }

  private boolean mayRest() {
    output.catchUp();
    LeakCheck check = leaks;
    if (group.outOfMemory()) {
      // It answered although the kernel had ended a process of it: nobody knows what it lacks.
      end(EndReason.OUT_OF_MEMORY);
      return false;
    }
    if (ended.get() != null || (check != null && check.leaks(holdings()))) {
      end(EndReason.LEAKING);
      return false;
    }
    return true;
  }

  private LeakCheck.Holdings holdings() {
    List<Long> processes = processes();
    Cgroups.Usage usage = group.usage();
    long files = processes.stream().mapToInt(ProcessTree::openFiles).max().orElse(0);
    return usage == null
        ? new LeakCheck.Holdings(memory.bytes(0), processes.size(), files)
        : new LeakCheck.Holdings(usage.memoryBytes(), usage.processes(), files);
  }

  /** What it uses now. */
  TreeMemory memory() {
    return memory;
  }

  /** Whether it is loading its code or serving a call. */
  boolean isBusy() {
    SharedCalls calls = shared;
    return deadline.isArmed() || (calls != null && calls.oldest() != null);
  }

  /** As {@link Rest#stop}. */
  int stop() {
    return rest.stop();
  }

  @Override
  public String id() {
    return folder.id();
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
    SharedCalls calls = shared;
    return ended.get() == null && process.isAlive() && (calls == null || calls.takesMore());
  }

  @Override
  public void end(EndReason why) {
    // Who ends it because it is dead does not know why it died.
    EndReason reason =
        process.isAlive() || why.isFault()
            ? why
            : group.outOfMemory() ? EndReason.OUT_OF_MEMORY : EndReason.EXITED;
    if (!ended.compareAndSet(null, reason)) {
      return;
    }
    // As long as there is something to measure.
    meter.close();
    tell(reason);
    parts.deadlines().remove(deadline);
    longCall.close();
    rest.close();
    output.endSoon();
    // Without a process namespace the children are only known while their parent lives.
    List<ProcessHandle> children = parts.jailed() ? List.of() : process.descendants().toList();
    // By its handle: the process's own method closes the pipe, with the last lines unread in it.
    process.toHandle().destroyForcibly();
    group.kill();
    children.forEach(ProcessHandle::destroyForcibly);
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("The socket of {} did not close well.", id(), e);
    }
    HostStarter.whenGone(process, () -> folder.remove(group));
  }

  private void tell(EndReason reason) {
    InstanceSpec of = spec;
    if (of == null) {
      return;
    }
    parts.ends().add(reason);
    if (reason.isFault()) {
      LOG.info(
          "Instance {} of '{}' version {} in namespace '{}' was ended: {}.",
          id(),
          of.function(),
          of.version(),
          of.namespace(),
          reason.words());
    }
  }
}
