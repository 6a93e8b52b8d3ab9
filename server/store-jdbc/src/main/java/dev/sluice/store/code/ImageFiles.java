package dev.sluice.store.code;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The files of an image layout, wherever they are. Not thread-safe. */
interface ImageFiles extends Closeable {

  /**
   * Opens a file.
   *
   * @param name relative path, of which no part came from the image but a digest's hex digits
   * @return null when it is not there
   */
  @Nullable InputStream open(String name) throws IOException;

  /** Bytes of all of it, against which a bomb is measured. */
  long bytes() throws IOException;
}
