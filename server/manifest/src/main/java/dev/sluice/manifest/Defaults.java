package dev.sluice.manifest;

/** What a definition has where nothing is said, as the API says it. */
final class Defaults {
  static final int MEMORY_MIB = 128;
  static final double CPUS = 1;
  static final String NETWORK = "none";
  static final double TIMEOUT = 30;
  static final String SEMANTICS = "at-least-once";
  static final int ATTEMPTS = 3;
  static final double RETRY_DELAY = 1;
  static final double MAX_AGE = 21_600;
  static final double DEDUPLICATION = 3_600;

  private Defaults() {}
}
