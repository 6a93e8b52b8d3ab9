package dev.sluice.sandbox.host;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What an instance's call that lasts is treated with: its lines go out as they come; and while it
 * computes without a pause it makes way for calls that are over in a moment, which otherwise would
 * wait for the end of its turn on the processor. At first it leaves them processors of their own,
 * as long as there are such calls; then it stands back on those where it is. An instance leaves
 * room from its start until a call of its own was over in a moment. Thread-safe for one call at a
 * time.
 */
final class LongCall {
  private static final Duration FOLLOW_AFTER = Duration.ofMillis(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Watchdog watchdog;
  private final Watchdog.Watched watched;
  private final Runnable follow;
  private final LongSupplier processorNanos;
  private final Crowd crowd;
  private final Manners manners;
  private long usedNanos;
  private int looks;
  private boolean running;
  private boolean leavesRoom;
  private boolean standsBack;

  /** How an instance makes way. */
  interface Manners {
    /** Sets whether it leaves processors to others. */
    void leaveRoom(boolean leave);

    /** Sets whether it stands back where it competes. */
    void standBack(boolean back);
  }

  /**
   * For one instance.
   *
   * @param follow lets the lines of its call go out as they come
   * @param processorNanos what its call has used, in nanoseconds
   */
  LongCall(
      Watchdog watchdog,
      Runnable follow,
      LongSupplier processorNanos,
      Crowd crowd,
      Manners manners) {
    this.watchdog = watchdog;
    this.follow = follow;
    this.processorNanos = processorNanos;
    this.crowd = crowd;
    this.manners = manners;
    this.watched = watchdog.add(this::look);
  }

  /** Where its host ran says nothing any more: it is chosen anew. */
  synchronized void load() {
    leavesRoom = crowd.isNear();
    manners.leaveRoom(leavesRoom);
  }

  /** A call begins. */
  synchronized void begin() {
    if (leavesRoom) {
      leaveRoom(crowd.isNear());
    }
    looks = 0;
    usedNanos = 0;
    running = true;
    watchdog.arm(watched, FOLLOW_AFTER.toNanos());
  }

  /** The call is over. */
  synchronized void end() {
    watchdog.disarm(watched);
    running = false;
    if (looks == 0) {
      crowd.add();
      leaveRoom(false);
    }
    standBack(false);
  }

  private synchronized void look() {
    if (!running) {
      return;
    }
    long before = usedNanos;
    usedNanos = processorNanos.getAsLong();
    long used = usedNanos - before;
    if (looks == 0) {
      follow.run();
      leaveRoom(crowd.isNear() && (leavesRoom || used >= FOLLOW_AFTER.toNanos() / 2));
    } else {
      judge(used);
    }
    looks++;
    watchdog.arm(watched, LOOK_EVERY.toNanos());
  }

  /** One that gets hardly anything where it stands does not stay there. */
  private void judge(long used) {
    long look = LOOK_EVERY.toNanos();
    boolean computes = used >= look / 2;
    leaveRoom(crowd.isNear() && (leavesRoom || computes));
    standBack(standsBack ? used > look / 10 : computes);
  }

  private void leaveRoom(boolean leave) {
    if (leavesRoom != leave) {
      leavesRoom = leave;
      manners.leaveRoom(leave);
    }
  }

  private void standBack(boolean back) {
    if (standsBack != back) {
      standsBack = back;
      manners.standBack(back);
    }
  }

  /** Never again. */
  void close() {
    watchdog.remove(watched);
  }
}
