package dev.sluice.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every key that can be set, with its default as an operator would write it. */
enum Setting {
  DATA("data", ""),
  LISTEN("listen", "127.0.0.1:8640"),
  GATEWAY("gateway", "127.0.0.1:8641"),
  ISOLATION("isolation", "bubblewrap"),
  /** Empty means the embedded database in the data directory. */
  DATABASE_URL("database.url", ""),
  DATABASE_USER("database.user", "sluice"),
  DATABASE_PASSWORD("database.password", ""),
  HTTP_THREADS("http.max-threads", "1024"),
  HTTP_STREAMS("http.max-streams", "64"),
  MAX_PAYLOAD("invocation.max-payload", "6MiB"),
  MAX_RESULT("invocation.max-result", "6MiB"),
  RETENTION("records.retention", "7d"),
  /** The largest event that is kept with its record; 0B for none. */
  KEPT_PAYLOAD("records.max-payload", "64KiB"),
  STATS_RETENTION("stats.retention", "31d"),
  /** How long lines of the audit are kept. */
  AUDIT_RETENTION("audit.retention", "365d"),
  /** Changes of each namespace that the audit keeps; the oldest go first. */
  AUDIT_LINES("audit.max-lines", "100000"),
  /** How long executions of workflows are kept after their end, with their histories. */
  EXECUTION_RETENTION("executions.retention", "30d"),
  /** Empty means as long as records. */
  LOG_RETENTION("logs.retention", ""),
  /** Of each namespace; the oldest lines go first. */
  LOG_BYTES("logs.max-bytes", "1GiB"),
  /** Most events that nobody waits for and that run at once. */
  QUEUE_WORKERS("queue.workers", "64"),
  KEEP_ALIVE("pool.keep-alive", "5m"),
  MAX_INSTANCES("pool.max-instances", "256"),
  MAX_PER_VERSION("pool.max-per-version", "64"),
  MAX_WAIT("pool.max-wait", "10s"),
  WARM_HOSTS("pool.warm-hosts", "2"),
  /** Empty means half of the memory of the host. */
  POOL_MEMORY("pool.memory", ""),
  /** Namespaces whose functions may use the host's network, separated by commas; * means all. */
  NETWORK_HOST_NAMESPACES("network.host-namespaces", ""),
  /**
   * Keys that seal secrets, the first one for new values; empty means those in the data directory.
   */
  SECRETS_KEYS("secrets.keys", ""),
  INIT_TIMEOUT("sandbox.init-timeout", "10s"),
  CODE_ARCHIVE("code.max-archive", "50MiB"),
  CODE_UNPACKED("code.max-unpacked", "250MiB"),
  CODE_ENTRIES("code.max-entries", "20000"),
  /** {@code none}, or {@code host} for the host's network. */
  BUILD_NETWORK("build.network", "none"),
  BUILD_TIMEOUT("build.timeout", "5m"),
  BUILD_MEMORY("build.memory", "1GiB"),
  BUILD_DISK("build.max-disk", "2GiB"),
  BUILD_CONCURRENT("build.max-concurrent", "2"),
  BUILD_KEPT("build.kept", "20"),
  /** More variables of all builds, as {@code NAME=VALUE NAME=VALUE}. */
  BUILD_ENVIRONMENT("build.environment", ""),
  /** Maven's folder; empty means the system's. */
  BUILD_MAVEN("build.maven", ""),
  DRAIN("shutdown.drain", "10s");

  private static final String PREFIX = "SLUICE_";

  private final String key;
  private final String fallback;

  Setting(String key, String fallback) {
    this.key = key;
    this.fallback = fallback;
  }

  /** As in a properties file. */
  String key() {
    return key;
  }

  String fallback() {
    return fallback;
  }

  /** Whether its value must not be shown. */
  boolean secret() {
    return this == DATABASE_PASSWORD || this == SECRETS_KEYS;
  }

  /** The environment variable that sets it. */
  String variable() {
    return variable(key);
  }

  private static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }

  static List<String> variables() {
    return Arrays.stream(values()).map(Setting::variable).toList();
  }

  /**
   * Whether a variable that sets nothing must be a mistake: it begins like a group of settings, as
   * in {@code SLUICE_POOL_}. Other variables with our prefix belong to the client, the launcher or
   * the build.
   */
  static boolean belongsHere(String variable) {
    return Arrays.stream(values())
        .filter(setting -> setting.key.contains("."))
        .map(setting -> variable(setting.key.substring(0, setting.key.indexOf('.') + 1)))
        .anyMatch(variable::startsWith);
  }
}
