package dev.sluice.store.code;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads a file up to a number of bytes in all: an archive's directory is read into memory as a
 * whole, and its own idea of its size is not to be trusted. Not thread-safe.
 */
final class BudgetChannel implements SeekableByteChannel {
  private final SeekableByteChannel file;
  private long budget;

  BudgetChannel(SeekableByteChannel file, long budget) {
    this.file = file;
    this.budget = budget;
  }

  /** From now on everything may be read. */
  void lift() {
    budget = Long.MAX_VALUE;
  }

  boolean isSpent() {
    return budget < 0;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    int count = file.read(buffer);
    budget -= Math.max(count, 0);
    if (budget < 0) {
      throw new IOException("the archive's directory is too large");
    }
    return count;
  }

  @Override
  public int write(ByteBuffer buffer) throws IOException {
    throw new IOException("read-only");
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    throw new IOException("read-only");
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
