package dev.sluice.studio.core.connection;

import dev.sluice.api.CallerInfo;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.Health;
import dev.sluice.client.Connection;
import dev.sluice.client.LiveStream;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Studio connected: finds the server, follows its live stream, and when that breaks tries
 * again with growing pauses until it is closed. One job does all of it. Listeners are called on the
 * UI thread. Thread-safe.
 */
public final class ServerLink {
  private static final Set<String> TOPICS = Set.of("functions", "invocations", "logs", "builds");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final ServerSettings settings;
  private final LiveFeed feed;
  private final Executor ui;
  private final List<Consumer<ConnectionStatus>> listeners = new CopyOnWriteArrayList<>();
  private final LinkJob job = new LinkJob();

  private volatile ConnectionStatus status = ConnectionStatus.START;
  private volatile @Nullable SluiceClient client;
  private volatile LiveStream stream = new LiveStream();
  private volatile boolean closed;

  ServerLink(ServerSettings settings, LiveFeed feed, Executor ui) {
    this.settings = settings;
    this.feed = feed;
    this.ui = ui;
  }

  /** How the connection stands now. */
  public ConnectionStatus status() {
    return status;
  }

  /** Adds a listener. */
  public void listen(Consumer<ConnectionStatus> listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void forget(Consumer<ConnectionStatus> listener) {
    listeners.remove(listener);
  }

  /** Drops the connection, if any, and connects at once to what the settings say now. */
  public void reconnect() {
    job.restart = true;
    LiveStream open = stream;
    // To close it speaks to the network, which may take its time.
    ICoreRunnable end = monitor -> open.close();
    Job.createSystem("Ending the connection", end).schedule();
    job.schedule();
    job.wakeUp();
  }

  /** Ends the connection for good and waits until its job is over. */
  void close() {
    closed = true;
    stream.close();
    job.cancel();
    try {
      job.join(Duration.ofSeconds(2).toMillis(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Nullable SluiceClient client() {
    return client;
  }

  private void show(ConnectionStatus now) {
    status = now;
    ui.execute(() -> listeners.forEach(listener -> listener.accept(now)));
  }

  /** One attempt a run; it lasts as long as the connection does. */
  private final class LinkJob extends Job {
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private volatile boolean restart;

    LinkJob() {
      super("Connection to the Sluice server");
      setSystem(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
      if (restart) {
        restart = false;
        backoff.reset();
        show(ConnectionStatus.START);
      }
      boolean again = attempt();
      if (!closed && restart) {
        schedule();
      } else if (!closed && again) {
        schedule(backoff.next().toMillis());
      }
      return Status.OK_STATUS;
    }

    /** Returns whether to try again. */
    private boolean attempt() {
      Optional<Connection> found = find();
      if (found.isEmpty()) {
        showNothingFound();
        return true;
      }
      Connection target = found.get();
      SluiceClient opened = new SluiceClient(target);
      Health[] health = {null};
      try {
        health[0] = opened.health();
        CallerInfo caller = opened.caller();
        stream = new LiveStream();
        if (closed || restart) {
          return false;
        }
        opened.stream(TOPICS, null, stream, () -> opened(opened, health[0], caller), feed::offer);
        return false;
      } catch (IOException e) {
        showLost(target.url());
        return true;
      } catch (SluiceApiException e) {
        boolean token = e.is(ErrorCode.UNAUTHENTICATED);
        show(
            new ConnectionStatus(
                token ? ConnectionPhase.REFUSED : ConnectionPhase.UNREACHABLE,
                target.url(),
                health[0],
                null,
                token ? refusal(target) : e.sentence()));
        // A local server may be about to write a new token; one given by hand stays wrong.
        return !token || settings.choice().local();
      } finally {
        client = null;
      }
    }

    private Optional<Connection> find() {
      try {
        return settings.find();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private void opened(SluiceClient opened, Health health, CallerInfo caller) {
      backoff.reset();
      client = opened;
      URI url = opened.connection().url();
      show(
          new ConnectionStatus(
              ConnectionPhase.CONNECTED, url, health, caller, "Connected to " + url + "."));
    }

    private void showNothingFound() {
      URI last = status.url();
      if (last != null && status.phase() != ConnectionPhase.REFUSED) {
        showLost(last);
      } else {
        show(
            new ConnectionStatus(
                ConnectionPhase.NO_SERVER, null, null, null, "No server runs on this machine."));
      }
    }

    private void showLost(URI url) {
      if (closed || restart) {
        return;
      }
      show(
          new ConnectionStatus(
              ConnectionPhase.UNREACHABLE,
              url,
              status.health(),
              null,
              "The server at " + url.getRawAuthority() + " does not answer. Trying again."));
    }

    private String refusal(Connection target) {
      return target.token() == null
          ? "The server at " + target.url().getRawAuthority() + " wants a token."
          : "The server at " + target.url().getRawAuthority() + " refuses this token.";
    }
  }
}
