package dev.sluice.core.function;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.spi.code.RemoteCodeException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a few fetches run at once, and others wait for a while, in turn. Thread-safe. */
public final class FetchRoom {
  private final Semaphore room;
  private final Duration patience;

  /**
   * Of this size.
   *
   * @param patience how long one more waits
   */
  public FetchRoom(int concurrent, Duration patience) {
    this.room = new Semaphore(concurrent, true);
    this.patience = patience;
  }

  /** A fetch in the caller's thread. */
  @FunctionalInterface
  public interface Fetch<T> {
    /** Fetches it. */
    T run() throws RemoteCodeException, InterruptedException;
  }

  /**
   * Runs a fetch once there is room.
   *
   * @throws SluiceException {@code CAPACITY_EXCEEDED} where there is none for long, {@code
   *     SHUTTING_DOWN} when the thread was interrupted, {@code STORAGE_UNAVAILABLE} where what came
   *     could not be written or read
   * @throws RemoteCodeException of the fetch
   */
  public <T> T run(Fetch<T> fetch) throws RemoteCodeException {
    try {
      if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SluiceException(
            ErrorCode.CAPACITY_EXCEEDED,
            "The server fetches as much as it may at once.",
            "Try again in a moment.");
      }
      try {
        return fetch.run();
      } finally {
        room.release();
      }
    } catch (UncheckedIOException e) {
      throw new SluiceException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "What was fetched could not be written to the disk or read from it.",
          "Check the free space and the rights of the data directory.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SluiceException(ErrorCode.SHUTTING_DOWN, "The server is stopping.", null, e);
    }
  }
}
