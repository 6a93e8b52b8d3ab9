package dev.sluice.logsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.DirectoryReader;

/**
 * The index at one moment. It is closed when nobody holds it any more; who made it holds it first.
 * Thread-safe.
 *
 * @param upTo the lines up to this id are in it
 */
record Snapshot(DirectoryReader reader, long upTo) {

  /** Holds it; false when it is closed. */
  boolean acquire() {
    return reader.tryIncRef();
  }

  void release() {
    try {
      reader.decRef();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
