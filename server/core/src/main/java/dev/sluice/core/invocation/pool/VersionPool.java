package dev.sluice.core.invocation.pool;

import dev.sluice.spi.sandbox.Instance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one key: those that are idle, those that could serve another call beside the
 * ones that they serve, and how many there are; and how many calls wait for one. One that serves
 * already is filled first, then the most recently used one serves next, so that the others become
 * old and can be ended. Guarded by the pool's lock.
 */
final class VersionPool {
  final InstanceKey key;
  final Tenant tenant;

  /** A call that waits should look again. */
  final Condition changed;

  /** Most instances that there may be. */
  final int most;

  /** Calls that each may serve at a time. */
  final int concurrency;

  private final ArrayDeque<Member> idle = new ArrayDeque<>();

  /** Those that serve calls and may serve more. */
  private final Set<Member> open = new LinkedHashSet<>();

  /** Idle and busy ones, in the order of their starts. */
  private final Set<Member> members = new LinkedHashSet<>();

  /** Idle, busy and starting ones together; only {@link Room} counts them. */
  int count;

  int starting;

  /** So many stay, however long they are idle. */
  int kept;

  /** Calls that look for an instance. */
  int waiting;

  /** Those of them that would start one if there were room. */
  int wanting;

  /** Since when some call has wanted to start one in vain, in nanoseconds. */
  long wantingSince;

  /** Nobody can find this pool any more: what comes back to it is ended. */
  boolean gone;

  VersionPool(InstanceKey key, Tenant tenant, Condition changed, int most) {
    this.key = key;
    this.tenant = tenant;
    this.changed = changed;
    this.most = most;
    this.concurrency = key.definition().scaling().instanceConcurrency();
  }

  /** One that has started. */
  void join(Member member) {
    members.add(member);
  }

  /** One that is not idle, and will not be again. */
  void leave(Member member) {
    members.remove(member);
    open.remove(member);
  }

  /** A call that it serves is over; it takes others. */
  void giveBack(Member member, long now) {
    member.rest(now);
    if (member.isIdle()) {
      open.remove(member);
      idle.addLast(member);
    } else {
      open.add(member);
    }
  }

  /** Gives it another call. */
  void serve(Member member, long now) {
    member.serve(now);
    if (member.serving < concurrency) {
      open.add(member);
    } else {
      open.remove(member);
    }
  }

  /** It takes no more calls, though it serves some. */
  void close(Member member) {
    member.leaving = true;
    open.remove(member);
  }

  /** Whether one of them takes no more calls, and its room comes free. */
  boolean isLosing() {
    return members.stream().anyMatch(member -> member.leaving);
  }

  /**
   * The one that serves next: of those that serve already and may serve more the one that started
   * first, else the one that was used last, which is taken out; null when there is none. It may
   * have died.
   */
  @Nullable Member next() {
    return open.isEmpty()
        ? idle.pollLast()
        : Collections.min(open, Comparator.comparingLong(member -> member.started));
  }

  /** Whether a call finds one. */
  boolean hasRoom() {
    return !open.isEmpty() || !idle.isEmpty();
  }

  /** Takes out the one that has been idle longest; null when none is idle. */
  @Nullable Instance takeOldest() {
    Member first = idle.pollFirst();
    if (first == null) {
      return null;
    }
    members.remove(first);
    return first.instance;
  }

  /** Takes out this one if it is idle. */
  boolean takeOut(Member member) {
    return idle.remove(member) && members.remove(member);
  }

  /** All, in the order of their starts. */
  Set<Member> members() {
    return members;
  }

  /** Since when the longest idle one is idle; {@link Long#MAX_VALUE} when none may go. */
  long evictableSince() {
    // A call of its own that waits is on its way to it.
    boolean spare = count > kept && idle.size() > waiting;
    Member first = spare ? idle.peekFirst() : null;
    return first == null ? Long.MAX_VALUE : first.since;
  }

  /** Takes out those that have died, and those that have been idle for too long but the kept. */
  List<Instance> takeExpired(long now, Duration keepAlive) {
    List<Instance> expired = new ArrayList<>();
    int mayGo = count - kept;
    for (var each = idle.iterator(); each.hasNext(); ) {
      Member one = each.next();
      boolean dead = !one.instance.isAlive();
      boolean old = now - one.since >= keepAlive.toNanos();
      if (dead || (old && mayGo > 0)) {
        each.remove();
        members.remove(one);
        expired.add(one.instance);
        mayGo--;
      }
    }
    return expired;
  }

  List<Instance> takeAll() {
    List<Instance> all = idle.stream().map(member -> member.instance).toList();
    members.removeAll(idle);
    idle.clear();
    return all;
  }

  int idle() {
    return idle.size();
  }

  /** Whether it can be forgotten. */
  boolean isEmpty() {
    return count == 0 && waiting == 0 && kept == 0;
  }
}
