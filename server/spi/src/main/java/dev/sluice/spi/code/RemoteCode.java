package dev.sluice.spi.code;

import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Brings code from elsewhere, bounded in time and in size. Thread-safe; each call is one fetch in
 * the caller's thread.
 */
public interface RemoteCode {

  /** For servers that bring none. */
  RemoteCode NONE =
      (place, known, taker) -> {
        throw new RemoteCodeException(
            RemoteCodeException.Reason.UNREACHABLE, "This server fetches no code.");
      };

  /**
   * Fetches what is there now.
   *
   * @param known the revision that the caller has; where that is still there, nothing is handed out
   * @param taker gets the code once, whole
   * @return the revision that is there: a commit, or the checksum of an archive
   * @throws RemoteCodeException why there is no code
   * @throws InterruptedException when the caller's thread was interrupted
   */
  String fetch(CodePlace place, @Nullable String known, Taker taker)
      throws RemoteCodeException, InterruptedException;

  /** Takes code, which is gone when a method returns. What it throws leaves {@link #fetch}. */
  interface Taker {
    /** A folder of files. */
    void folder(Path folder);

    /** A zip archive, not looked into. */
    void archive(InputStream zip);
  }
}
