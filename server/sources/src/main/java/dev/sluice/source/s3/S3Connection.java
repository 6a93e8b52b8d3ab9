package dev.sluice.source.s3;

import dev.sluice.source.message.Fingerprint;
import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Lists the bucket again and again. What differs between two listings is one event for each object,
 * however often it changed. Thread-safe as its interface says.
 */
final class S3Connection implements PullSource.Connection {
  private final Settings settings;
  private final AbortableHttp http = new AbortableHttp(S3Address.http());
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Not open yet. */
  S3Connection(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void run(Intake intake) throws Exception {
    try (http;
        S3Client client = S3Address.client(settings, http)) {
      if (!isClosed()) {
        poll(intake, client);
      }
    } catch (SdkException e) {
      if (!isClosed()) {
        throw S3Failures.of(settings, e);
      }
    } catch (IOException e) {
      if (!isClosed()) {
        throw e;
      }
    }
  }

  @Override
  public void probe() throws Exception {
    try (http;
        S3Client client = S3Address.client(settings, http)) {
      Listed unusedFirst = listing(client, Scope.of(settings)).peek();
    } catch (SdkException e) {
      throw S3Failures.of(settings, e);
    }
  }

  private Listing listing(S3Client client, Scope scope) {
    return new Listing(
        new BucketPages(client, http, settings.text("bucket"), scope.prefix()), scope);
  }

  private void poll(Intake intake, S3Client client) throws Exception {
    Scope scope = Scope.of(settings);
    String bucket = settings.text("bucket");
    String watched = new Fingerprint().add(S3Address.server(settings)).add(bucket).add(scope).end();
    KnownObjects known = new KnownObjects(intake, watched);
    long pause = settings.duration("interval").toMillis();
    do {
      Listing listing = listing(client, scope);
      Listed unusedFirst = listing.peek();
      intake.connected();
      boolean silent = !known.isComplete() && !settings.flag("existing");
      new Comparison(known, listing, changes -> bring(intake, changes, silent)).run();
      known.complete(watched);
    } while (!closed.await(pause, TimeUnit.MILLISECONDS));
  }

  private void bring(Intake intake, List<ObjectChange> changes, boolean silent)
      throws InterruptedException {
    if (isClosed()) {
      throw new InterruptedException("the source is being stopped");
    }
    if (!silent && !changes.isEmpty()) {
      List<SourceEvent> events =
          changes.stream()
              .map(each -> each.event(settings.text("bucket")).of(settings.source()))
              .toList();
      intake.accept(events);
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
    http.abort();
  }
}
