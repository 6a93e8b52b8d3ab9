package dev.sluice.app.cli.manifest;

/** What a definition has where nothing is said, as the API says it. */
final class Defaults {
  static final int MEMORY_MIB = 128;
  static final double CPUS = 1;
  static final String NETWORK = "none";
  static final double TIMEOUT = 30;

  private Defaults() {}
}
