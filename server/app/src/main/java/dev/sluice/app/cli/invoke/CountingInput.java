package dev.sluice.app.cli.invoke;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read; the count may be asked for from any thread. */
final class CountingInput extends FilterInputStream {
  private volatile long count;

  CountingInput(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    add(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    add(Math.max(0, read));
    return read;
  }

  private synchronized void add(int bytes) {
    count += bytes;
  }
}
