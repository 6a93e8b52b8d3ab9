package dev.sluice.core.function;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The limits in a definition: what is allowed; null asks for the default. */
final class Limits {
  private static final double MOST_LOG_DAYS = 3650;
  private static final int DEFAULT_MEMORY_MIB = 128;
  private static final int MIN_MEMORY_MIB = 64;
  private static final int MAX_MEMORY_MIB = 8192;
  private static final double DEFAULT_CPUS = 1;
  private static final double MIN_CPUS = 0.1;
  private static final double MAX_CPUS = 64;
  private static final double DEFAULT_TIMEOUT_SECONDS = 30;
  private static final double MAX_TIMEOUT_SECONDS = 900;
  private static final int MOST_KEPT = 1_000;
  private static final int MOST_INSTANCES = 10_000;

  /** A thread each, of the processes that a sandbox may have. */
  private static final int MOST_CALLS = 100;

  private Limits() {}

  static int memory(@Nullable Integer mebibytes) {
    if (mebibytes == null) {
      return DEFAULT_MEMORY_MIB;
    }
    if (mebibytes < MIN_MEMORY_MIB || mebibytes > MAX_MEMORY_MIB) {
      throw invalid(
          "memoryMiB is " + mebibytes + ".",
          "It is a whole number from " + MIN_MEMORY_MIB + " to " + MAX_MEMORY_MIB + ".");
    }
    return mebibytes;
  }

  /** In thousandths of a processor, which is what a kernel's quota can tell apart. */
  static double cpus(@Nullable Double given) {
    if (given == null) {
      return DEFAULT_CPUS;
    }
    if (!(given >= MIN_CPUS && given <= MAX_CPUS)) {
      throw invalid("cpus is " + given + ".", "It is a number from 0.1 to 64, for example 0.5.");
    }
    return Math.round(given * 1000) / 1000.0;
  }

  static Network network(@Nullable String given) {
    if (given == null || given.equals("none")) {
      return Network.NONE;
    }
    if (given.equals("host")) {
      return Network.HOST;
    }
    throw invalid("network is '" + Text.shorten(given, 80) + "'.", "It is 'none' or 'host'.");
  }

  static Duration timeout(@Nullable Double seconds) {
    double given = seconds == null ? DEFAULT_TIMEOUT_SECONDS : seconds;
    long millis = Double.isFinite(given) ? Math.round(given * 1000) : 0;
    if (millis < 1 || given > MAX_TIMEOUT_SECONDS) {
      throw invalid(
          "timeoutSeconds is " + given + ".", "It is above 0 and at most 900, for example 2.5.");
    }
    return Duration.ofMillis(millis);
  }

  /**
   * How many instances there are.
   *
   * @param most 0 asks for the default too, so that a change can take a limit away
   * @param concurrency how many calls each serves at a time
   */
  static Scaling scaling(
      @Nullable Integer least, @Nullable Integer most, @Nullable Integer concurrency) {
    int calls = concurrency == null ? 1 : concurrency;
    if (calls < 1 || calls > MOST_CALLS) {
      throw invalid(
          "instanceConcurrency is " + calls + ".",
          "It is a whole number from 1 to " + MOST_CALLS + ".");
    }
    int min = least == null ? 0 : least;
    if (min < 0 || min > MOST_KEPT) {
      throw invalid(
          "minInstances is " + min + ".", "It is a whole number from 0 to " + MOST_KEPT + ".");
    }
    if (most == null || most == 0) {
      return new Scaling(min, null, calls);
    }
    if (most < 0 || most > MOST_INSTANCES) {
      throw invalid(
          "maxInstances is " + most + ".",
          "It is a whole number from 1 to "
              + MOST_INSTANCES
              + ", or 0 for as many as the server allows.");
    }
    if (min > most) {
      throw invalid(
          "minInstances is " + min + ", but maxInstances is " + most + ".",
          "Keep no more instances than there may be.");
    }
    return new Scaling(min, most, calls);
  }

  /**
   * How long log lines are kept; null for as long as the server does.
   *
   * @param days 0 asks for that too, so that a change can take it back
   */
  static @Nullable Duration logRetention(@Nullable Double days) {
    if (days == null || days == 0) {
      return null;
    }
    long seconds = Double.isFinite(days) ? Math.round(days * Definition.SECONDS_A_DAY) : 0;
    if (seconds < 1 || days > MOST_LOG_DAYS) {
      throw invalid(
          "logRetentionDays is " + days + ".",
          "It is from a second to 3650 days, like 0.5, or 0 for as long as the server keeps them.");
    }
    return Duration.ofSeconds(seconds);
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, hint);
  }
}
