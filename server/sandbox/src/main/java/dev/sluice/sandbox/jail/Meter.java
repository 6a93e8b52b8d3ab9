package dev.sluice.sandbox.jail;

import dev.sluice.spi.sandbox.CallUsage;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the processes of one instance use from a moment on. It is asked around every call, so
 * it must cost a call no more than a few microseconds. Not thread-safe.
 */
public interface Meter extends Closeable {

  /** Counts from now on. */
  void begin();

  /** What was used since; null when the processes have gone. May be asked more than once. */
  @Nullable CallUsage end();

  @Override
  void close();
}
