package dev.sluice.core.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Rounds that are written and on their way to the disk, in their order. Confined to the thread of
 * the executions.
 */
final class Flights {
  private final ExecutionStore store;
  private final Runnable landed;
  private final Deque<Flight> flights = new ArrayDeque<>();

  /**
   * Has none.
   *
   * @param landed run when one is there, or will never be, by any thread
   */
  Flights(ExecutionStore store, Runnable landed) {
    this.store = store;
    this.landed = landed;
  }

  /**
   * A round on its way.
   *
   * @param synced exceptional where it will never be on the disk
   */
  record Flight(Round round, CompletableFuture<Void> synced) {}

  /** Sends a round that was written; whoever waits for an answer gets it once it is there. */
  void send(Round round) {
    Flight last = flights.peekLast();
    CompletableFuture<Void> synced;
    if (round.isNews()) {
      synced = store.synced();
    } else {
      // What it tells of may be on its way.
      synced = last == null ? CompletableFuture.completedFuture(null) : last.synced();
    }
    flights.add(new Flight(round, synced));
    // Not by the thread of the executions, which others wait for as well.
    var unusedAnswers = synced.thenRun(() -> round.answers.forEach(Runnable::run));
    var unusedLanding = synced.whenComplete((there, e) -> landed.run());
  }

  /** The next one that has come to its end, which is forgotten; null for none. */
  @Nullable Flight land() {
    Flight first = flights.peek();
    return first != null && first.synced().isDone() ? flights.remove() : null;
  }

  /** Waits until all have come to their end. */
  void await() {
    for (Flight flight : flights) {
      Object unused = flight.synced().handle((there, e) -> "ended").join();
    }
  }

  /** Whether one has to do with an execution. */
  boolean have(String id) {
    return flights.stream().anyMatch(flight -> flight.round().touched.contains(id));
  }
}
