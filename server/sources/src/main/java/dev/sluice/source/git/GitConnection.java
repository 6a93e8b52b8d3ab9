package dev.sluice.source.git;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks for the refs again and again. What changed between two answers is one event for each ref,
 * however often it changed. Thread-safe as its interface says.
 */
final class GitConnection implements PullSource.Connection {
  private final Settings settings;
  private final Remote remote;
  private final RefFilter filter;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Not open yet. */
  GitConnection(Settings settings) {
    this.settings = settings;
    this.remote = new Remote(settings);
    this.filter = new RefFilter(settings);
  }

  @Override
  public void run(Intake intake) throws Exception {
    try {
      if (!isClosed()) {
        poll(intake);
      }
    } catch (NetworkFailure e) {
      if (!isClosed()) {
        throw e;
      }
    }
  }

  @Override
  public void probe() throws Exception {
    SortedMap<String, String> unused = refs();
  }

  private void poll(Intake intake) throws Exception {
    KnownRefs known = new KnownRefs(intake);
    SortedMap<String, String> refs = refs();
    intake.connected();
    if (known.isFirst() && !settings.flag("existing")) {
      known.remember(refs);
    }
    long pause = settings.duration("interval").toMillis();
    do {
      bring(intake, known, refs);
      if (closed.await(pause, TimeUnit.MILLISECONDS)) {
        return;
      }
      refs = refs();
    } while (!isClosed());
  }

  private void bring(Intake intake, KnownRefs known, SortedMap<String, String> refs)
      throws InterruptedException {
    List<RefChange> changes = RefChange.between(known.all(), refs);
    if (!changes.isEmpty()) {
      List<SourceEvent> events =
          changes.stream()
              .map(each -> each.event(settings.source(), remote.url(), known.round()))
              .toList();
      intake.accept(events);
      known.remember(refs);
    }
  }

  private SortedMap<String, String> refs() throws NetworkFailure, InterruptedException {
    SortedMap<String, String> refs = new TreeMap<>(remote.refs());
    refs.keySet().removeIf(ref -> !filter.wants(ref));
    if (!KnownRefs.fit(refs)) {
      throw new NetworkFailure(
          "The repository has " + refs.size() + " of these refs, which are too many.", null);
    }
    return refs;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
    remote.close();
  }
}
