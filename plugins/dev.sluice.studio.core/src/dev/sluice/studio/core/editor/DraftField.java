package dev.sluice.studio.core.editor;

/** A field of the form that can be wrong, and where the server describes it. */
public enum DraftField {
  RUNTIME("runtime", "The runtime", ""),
  HANDLER("handler", "The handler", ""),
  MEMORY("memoryMiB", "The memory", "MiB"),
  CPUS("cpus", "The CPU", "cores"),
  NETWORK("network", "The network", ""),
  TIMEOUT("timeoutSeconds", "The timeout", "seconds"),
  MIN_INSTANCES("minInstances", "What is kept warm", "instances"),
  MAX_INSTANCES("maxInstances", "The most", "instances"),
  INSTANCE_CONCURRENCY("instanceConcurrency", "What an instance serves at a time", "calls"),
  ENVIRONMENT("environment", "The environment", ""),
  ENVIRONMENT_FROM("environmentFrom", "The environment", ""),
  LABELS("labels", "The labels", ""),
  SEMANTICS("async/semantics", "What is promised", ""),
  MAX_ATTEMPTS("async/maxAttempts", "The number of attempts", ""),
  RETRY_DELAY("async/retryDelaySeconds", "The pause", "seconds"),
  MAX_AGE("async/maxAgeSeconds", "The age", "seconds"),
  CONCURRENCY("async/concurrency", "What runs at once", "events"),
  RATE("async/ratePerSecond", "The rate", "attempts a second"),
  DEDUPLICATION("async/deduplicationSeconds", "How long duplicates are remembered", "seconds"),
  ON_SUCCESS("async/onSuccess", "Where successes go", ""),
  ON_FAILURE("async/onFailure", "Where failures go", ""),
  BINDINGS("bindings", "The bindings", ""),
  ROLE("role", "The role", ""),
  LOG_RETENTION("logRetentionDays", "How long the log is kept", "days");

  private final String path;
  private final String noun;
  private final String unit;

  DraftField(String path, String noun, String unit) {
    this.path = path;
    this.noun = noun;
    this.unit = unit;
  }

  /** Its key in a definition; with a slash where it is a key of a key. */
  public String path() {
    return path;
  }

  /** What begins a sentence about it. */
  String noun() {
    return noun;
  }

  /** What it counts; empty for nothing. */
  public String unit() {
    return unit;
  }
}
