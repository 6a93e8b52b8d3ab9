package dev.sluice.core.invocation.pool;

import dev.sluice.spi.sandbox.Instance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one key: those that are idle, and how many there are; and how many calls wait
 * for one. The most recently used one serves next, so that the others become old and can be ended.
 * Guarded by the pool's lock.
 */
final class VersionPool {
  final InstanceKey key;
  final Tenant tenant;

  /** A call that waits should look again. */
  final Condition changed;

  /** Most instances that there may be. */
  final int most;

  private final ArrayDeque<Member> idle = new ArrayDeque<>();

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
  }

  /** One that has started; it is busy. */
  void join(Member member) {
    members.add(member);
  }

  /** One that is not idle, and will not be again. */
  void leave(Member member) {
    members.remove(member);
  }

  void addIdle(Member member, long now) {
    member.rest(now);
    idle.addLast(member);
  }

  /** Takes the instance that was used last; null when none is idle. It may have died. */
  @Nullable Member takeYoungest() {
    return idle.pollLast();
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
