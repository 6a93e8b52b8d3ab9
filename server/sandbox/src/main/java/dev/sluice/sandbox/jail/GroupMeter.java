package dev.sluice.sandbox.jail;

import dev.sluice.spi.sandbox.CallUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the counters of a control group, which know every process of it, those that have ended too.
 * Where the kernel lets nobody set its peak back, a call that stays below an earlier one's peak
 * gets what is held at its end. Not thread-safe.
 */
final class GroupMeter implements Meter {
  private static final int SOME = 64;

  private final KernelFile processor;
  private final KernelFile peak;
  private final KernelFile now;
  private final long nanosPerUnit;
  private boolean resets;
  private long processorBefore;
  private long peakBefore;

  private GroupMeter(
      KernelFile processor, KernelFile peak, KernelFile now, boolean resets, long nanosPerUnit) {
    this.processor = processor;
    this.peak = peak;
    this.now = now;
    this.resets = resets;
    this.nanosPerUnit = nanosPerUnit;
  }

  /**
   * Opens the files.
   *
   * @param processor begins with time on processors, after words without digits
   * @param peak the most memory that was held at one time
   * @param now memory that is held now
   * @param nanosPerUnit of the time
   * @throws IOException when one of them is not there
   */
  static Meter open(Path processor, Path peak, Path now, long nanosPerUnit) throws IOException {
    List<KernelFile> opened = new ArrayList<>();
    try {
      opened.add(KernelFile.open(processor, SOME));
      opened.add(KernelFile.open(now, SOME));
      boolean resets = addPeak(peak, opened);
      return new GroupMeter(opened.get(0), opened.get(2), opened.get(1), resets, nanosPerUnit);
    } catch (IOException e) {
      opened.forEach(KernelFile::close);
      throw e;
    }
  }

  /** Whether it can be set. */
  private static boolean addPeak(Path peak, List<KernelFile> opened) throws IOException {
    try {
      opened.add(KernelFile.openForWriting(peak, SOME));
      return true;
    } catch (IOException e) {
      opened.add(KernelFile.open(peak, SOME));
      return false;
    }
  }

  @Override
  public void begin() {
    try {
      if (resets) {
        reset();
      }
      peakBefore = resets ? 0 : peak.read().number(0);
      processorBefore = processor.read().number(0);
    } catch (IOException e) {
      processorBefore = Long.MAX_VALUE;
    }
  }

  private void reset() {
    try {
      peak.write(0);
    } catch (IOException e) {
      resets = false;
    }
  }

  @Override
  public @Nullable CallUsage end() {
    try {
      long used = processor.read().number(0) - processorBefore;
      long most = peak.read().number(0);
      return used < 0
          ? null
          : new CallUsage(
              Duration.ofNanos(used * nanosPerUnit),
              most > peakBefore ? most : now.read().number(0));
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() {
    processor.close();
    peak.close();
    now.close();
  }
}
