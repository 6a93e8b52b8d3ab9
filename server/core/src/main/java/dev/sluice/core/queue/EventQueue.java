package dev.sluice.core.queue;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.Ticker;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.invocation.RecordService;
import dev.sluice.core.invocation.pool.HostLoad;
import dev.sluice.core.queue.combination.CombinationStore;
import dev.sluice.core.queue.combination.Combining;
import dev.sluice.core.queue.combination.Joining;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes events that nobody waits for, and has functions run for them. What is accepted is on disk
 * and is run at least once, or as the function's policy says. Thread-safe.
 */
public final class EventQueue {
  private final InvocationService invocations;
  private final QueueStore store;
  private final Targets targets;
  private final Attempts attempts;
  private final Acceptor acceptor;
  private final Settler settler;
  private final QueueDispatcher dispatcher;
  private final InvocationLookup lookup;
  private final Clock clock;
  private final IdSource ids;
  private final Streams streams;
  private final Positions positions = new Positions();
  private final AllRules rules = new AllRules();
  private final List<Consumer<QueuedEvent>> redriven = new CopyOnWriteArrayList<>();

  /**
   * Works on these.
   *
   * @param workers runs attempts; has room for as many at once as the settings say
   * @param chance even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  public EventQueue(
      QueueStore store,
      InvocationService invocations,
      RecordService records,
      FunctionCatalog catalog,
      OutcomeFormat outcomes,
      QueueSettings settings,
      Executor workers,
      HostLoad load,
      Clock clock,
      Ticker ticker,
      IdSource ids,
      DoubleSupplier chance) {
    this.invocations = invocations;
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.lookup = new InvocationLookup(records, this);
    this.targets = new Targets(catalog);
    this.attempts =
        new Attempts(invocations, store, targets, rules, outcomes, settings, clock, ids, chance);
    AcceptFirst first = new AcceptFirst(load, ticker);
    Combining combining = new Combining(ids, settings.combinations());
    this.settler = new Settler(store);
    this.dispatcher =
        new QueueDispatcher(
            store, attempts, targets, rules, settler, first, settings, workers, clock, ticker);
    this.acceptor =
        new Acceptor(store, targets, combining, positions, first, dispatcher::arrived, clock);
    this.streams = new Streams(store, attempts, dispatcher, clock, ids);
    catalog.onChange(change -> dispatcher.functionChanged(change.namespace(), change.function()));
  }

  /** Invocations whether they wait, run or have ended. */
  public InvocationLookup lookup() {
    return lookup;
  }

  /** What can be done with ordered queues. */
  public Streams streams() {
    return streams;
  }

  /** A place for an event that comes to an ordered queue otherwise than by {@link #accept}. */
  Instant nextPosition() {
    return positions.next(clock.instant());
  }

  /** What its threads run, one each, from {@link #recover} to {@link #close}. */
  public List<Runnable> loops() {
    return List.of(acceptor, acceptor::answer, settler, dispatcher);
  }

  /**
   * Gives up what was cut off while it ran and must not run twice, and finds what waits. Call it
   * once, before the loops run.
   */
  public void recover() {
    List<Settlement> cut = store.claimed().stream().map(attempts::interrupted).toList();
    if (!cut.isEmpty()) {
      store.settle(cut);
    }
    positions.startAfter(store.streams().lastPosition());
    dispatcher.begin(store.waiting(), store.streams().blocked());
  }

  /**
   * Accepts an asynchronous invocation, which is on disk on return.
   *
   * @return the record of the invocation: that of an earlier one, where the function must not get
   *     the same event twice
   * @throws SluiceException as {@link InvocationService#admit}, or {@code STORAGE_UNAVAILABLE}
   */
  public InvocationRecord accept(InvokeCommand command) {
    QueuedEvent queued = admitted(command);
    String id = accept(List.of(queued)).get(0);
    return id.equals(queued.id())
        ? attempts.without(queued, Status.QUEUED, null)
        : lookup.get(command.namespace(), id);
  }

  /**
   * As {@link #accept(InvokeCommand)}, and no thread waits: what is returned is completed once the
   * event is on disk, by a thread that must not be held up, or with {@code STORAGE_UNAVAILABLE}.
   *
   * @param lookups runs what has to look for the record of an earlier invocation
   * @throws SluiceException as {@link InvocationService#admit}, or {@code SHUTTING_DOWN}
   */
  public CompletableFuture<InvocationRecord> submit(InvokeCommand command, Executor lookups) {
    QueuedEvent queued = admitted(command);
    return acceptor
        .offer(List.of(queued), List.of())
        .thenCompose(
            accepted -> {
              String id = accepted.ids().get(0);
              return id.equals(queued.id())
                  ? CompletableFuture.completedFuture(attempts.without(queued, Status.QUEUED, null))
                  : CompletableFuture.supplyAsync(
                      () -> lookup.get(command.namespace(), id), lookups);
            });
  }

  private QueuedEvent admitted(InvokeCommand command) {
    InvocationService.Admitted unused = invocations.admit(command);
    InvokeCommand.Event event = command.event();
    return QueuedEvent.fresh(
        ids.next(),
        new QueueName(command.namespace(), command.function(), ""),
        command.qualifier(),
        command.trigger(),
        QueuedEvent.Content.of(event.payload(), event.contentType(), event.id(), event.source()),
        new QueuedEvent.Routing(
            null,
            invocations.routingValue(
                command.namespace(), command.function(), command.qualifier(), event.routing()),
            command.depth(),
            invocations.traces().of(event.trace()).text()),
        clock.instant());
  }

  /**
   * Accepts events, all or none, which are on disk on return.
   *
   * @return for each the id of its invocation
   */
  public List<String> accept(List<QueuedEvent> events) {
    return accept(events, List.of());
  }

  /**
   * Accepts events, and others that wait for more, all or none, which are on disk on return.
   *
   * @return for each event the id of its invocation, and then those of combinations that became
   *     whole
   */
  public List<String> accept(List<QueuedEvent> events, List<Joining> parts) {
    return acceptor.accept(events, parts).ids();
  }

  /** Events that wait for others. */
  public CombinationStore combinations() {
    return store.combinations();
  }

  /** Ends combinations whose time is over. */
  public void expireCombinations() {
    boolean taken = true;
    while (taken && store.combinations().isOver(clock.instant())) {
      taken = acceptor.expire();
    }
  }

  /** The record of an event that waits or runs. */
  public Optional<InvocationRecord> find(String namespace, String id) {
    return store.find(namespace, id).map(this::record);
  }

  /** Records of events that wait or run, newest first. */
  public List<InvocationRecord> list(
      String namespace, @Nullable String function, @Nullable String before, int limit) {
    return store.list(namespace, function, before, limit).stream().map(this::record).toList();
  }

  private InvocationRecord record(QueuedEvent event) {
    return attempts.without(
        event, dispatcher.isRunning(event) ? Status.RUNNING : Status.QUEUED, event.failure());
  }

  /** What waits, by queue; null for all namespaces. */
  public Map<QueueName, Backlog> backlogs(@Nullable String namespace) {
    return store.backlogs(namespace);
  }

  /** Whether an event waits or runs in a queue of an association. */
  public boolean waits(String namespace, String association) {
    return store.backlogs(namespace).entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().association().equals(association) && entry.getValue().waiting() > 0);
  }

  /** Lets no event of a queue begin, or lets them again. */
  public void pause(QueueName queue, boolean paused) {
    dispatcher.pause(queue, paused);
  }

  /** A queue is gone from the store, but for its dead letters. */
  public void drop(QueueName queue) {
    dispatcher.drop(queue);
  }

  /**
   * Has this told of each event that has left its queue, by a thread that should not wait for long.
   */
  public void onEnded(BiConsumer<QueueName, InvocationRecord> listener) {
    dispatcher.onEnded(listener);
  }

  /**
   * Has this make inputs of functions of events that wait; it throws core's exception for an event
   * that has none. Call it at most once, before the loops run.
   *
   * @param inputs gets the queue and the payload; what it returns is JSON where it is another array
   */
  public void onInput(BiFunction<QueueName, byte[], byte[]> inputs) {
    attempts.onInput(inputs);
  }

  /** Has this take events of sinks and workflows; they wait before. Call it at most once. */
  public void onDelivery(Outlet outlet) {
    attempts.onDelivery(outlet);
  }

  /**
   * Takes an event out that has not begun to run.
   *
   * @throws SluiceException {@code INVOCATION_NOT_QUEUED} where it runs, {@code
   *     INVOCATION_NOT_FOUND} where nothing waits
   */
  public InvocationRecord cancel(String namespace, String id) {
    QueuedEvent event =
        store
            .find(namespace, id)
            .orElseThrow(
                () ->
                    new SluiceException(
                        ErrorCode.INVOCATION_NOT_FOUND,
                        "No invocation '" + Text.shorten(id, 80) + "' waits.",
                        "Only those that are queued can be cancelled."));
    InvocationRecord record = attempts.without(event, Status.CANCELLED, event.failure());
    if (!dispatcher.cancel(event, new Settlement.Over(record, List.of()))) {
      throw new SluiceException(
          ErrorCode.INVOCATION_NOT_QUEUED,
          "The invocation '" + id + "' runs already, or stops its shard.",
          "Only those that are queued can be cancelled; skip an event that stops its shard.");
    }
    invocations.tell(record);
    return record;
  }

  /** Has this say more of queues than their functions do. Call it before the loops run. */
  public void onRules(QueueRules said) {
    rules.add(said);
  }

  /** Has this told of events that take the place of dead letters, before they can run. */
  public void onRedriven(Consumer<QueuedEvent> listener) {
    redriven.add(listener);
  }

  /** These were added to the store. */
  public void added(List<QueuedEvent> events) {
    dispatcher.arrived(events);
  }

  /**
   * Lets no event of a queue begin, and forgets those that wait; whoever asks for it removes their
   * rows.
   *
   * @return ids of events that run, or whose end is being written: their rows must stay
   */
  public Set<String> clear(QueueName queue) {
    return dispatcher.clear(queue);
  }

  /** Waits until the ends of events that run no more are written, and not for ever. */
  public void flush() {
    settler.flush();
  }

  /** How many events of a queue run. */
  public int running(QueueName queue) {
    return dispatcher.running(queue);
  }

  /** An event that replaces a dead letter was added to the store. */
  void redriven(QueuedEvent event) {
    redriven.forEach(listener -> listener.accept(event));
    dispatcher.arrived(List.of(event));
  }

  /** Forgets events that need not be remembered any more. */
  public int forget() {
    return store.forget(clock.instant());
  }

  /** Refuses new events, and lets none begin to run; those that run end as they do. */
  public void stop() {
    acceptor.close();
    dispatcher.close();
  }

  /** Lets the loops write what is left and return; call it when nothing runs any more. */
  public void close() {
    settler.close();
  }
}
