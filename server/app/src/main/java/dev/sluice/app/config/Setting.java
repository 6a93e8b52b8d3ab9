package dev.sluice.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every key that can be set, with its default as an operator would write it. */
enum Setting {
  DATA("data", "", "The data directory; empty for that of the user."),
  LISTEN("listen", "127.0.0.1:8640", "Where the API listens; port 0 takes a free one."),
  GATEWAY("gateway", "127.0.0.1:8641", "Where HTTP sources listen; port 0 takes a free one."),
  ISOLATION(
      "isolation", "bubblewrap", "How functions are kept apart: bubblewrap, or process for none."),
  DATABASE_URL(
      "database.url",
      "",
      "JDBC address of PostgreSQL; empty for the embedded database in the data directory."),
  DATABASE_USER("database.user", "sluice", "Whom the database knows the server as."),
  DATABASE_PASSWORD("database.password", "", "Its password."),
  HTTP_THREADS("http.max-threads", "1024", "Most threads that serve requests."),
  HTTP_STREAMS("http.max-streams", "64", "Most live streams at once."),
  MAX_PAYLOAD("invocation.max-payload", "6MiB", "The largest event of an invocation."),
  MAX_RESULT("invocation.max-result", "6MiB", "The largest answer of a function."),
  RETENTION("records.retention", "7d", "How long records of invocations are kept."),
  KEPT_PAYLOAD(
      "records.max-payload",
      "64KiB",
      "The largest event that is kept with its record; 0B for none."),
  STATS_RETENTION("stats.retention", "31d", "How long numbers by the minute are kept."),
  AUDIT_RETENTION("audit.retention", "365d", "How long lines of the audit are kept."),
  AUDIT_LINES(
      "audit.max-lines",
      "100000",
      "Changes of each namespace that the audit keeps; the oldest go first."),
  EXECUTION_RETENTION(
      "executions.retention",
      "30d",
      "How long executions of workflows are kept after their end, with their histories."),
  LOG_RETENTION("logs.retention", "", "How long log lines are kept; empty for as long as records."),
  LOG_BYTES(
      "logs.max-bytes", "1GiB", "Log lines of each namespace that are kept; the oldest go first."),
  QUEUE_WORKERS("queue.workers", "64", "Most events that nobody waits for and that run at once."),
  KEEP_ALIVE("pool.keep-alive", "5m", "How long an instance without calls is kept."),
  MAX_INSTANCES("pool.max-instances", "256", "Most instances of all functions."),
  MAX_PER_VERSION("pool.max-per-version", "64", "Most instances of one version."),
  MAX_WAIT("pool.max-wait", "10s", "How long a call waits for an instance at most."),
  WARM_HOSTS(
      "pool.warm-hosts",
      "2",
      "Language hosts of each runtime that wait without code, for cold starts."),
  POOL_MEMORY(
      "pool.memory", "", "Memory of all instances and hosts; empty for half of that of the host."),
  NETWORK_HOST_NAMESPACES(
      "network.host-namespaces",
      "",
      "Namespaces whose functions may use the host's network, separated by commas; * for all."),
  SECRETS_KEYS(
      "secrets.keys",
      "",
      "Keys that seal secrets, the first one for new values; empty for those in the data directory."),
  INIT_TIMEOUT("sandbox.init-timeout", "10s", "How long a function may take to load."),
  CODE_ARCHIVE("code.max-archive", "50MiB", "The largest archive of code."),
  CODE_UNPACKED("code.max-unpacked", "250MiB", "The most that an archive may hold."),
  CODE_ENTRIES("code.max-entries", "20000", "Most files and folders in it."),
  CODE_IMAGE_ROOTS(
      "code.image-roots",
      "",
      "Folders of the server that functions may take images from, separated by colons."),
  BUILD_NETWORK("build.network", "none", "The network of builds: none, or host for the host's."),
  BUILD_TIMEOUT("build.timeout", "5m", "How long a build may take."),
  BUILD_MEMORY("build.memory", "1GiB", "Memory of all processes of a build together."),
  BUILD_DISK("build.max-disk", "2GiB", "The most that a build's folder and the cache may hold."),
  BUILD_CONCURRENT("build.max-concurrent", "2", "Most builds at once, of all namespaces."),
  BUILD_KEPT("build.kept", "20", "Builds of a function whose records and logs are kept."),
  BUILD_ENVIRONMENT(
      "build.environment", "", "More variables of all builds, as NAME=VALUE NAME=VALUE."),
  BUILD_MAVEN("build.maven", "", "Maven's folder; empty for the system's."),
  DRAIN("shutdown.drain", "10s", "How long calls may go on when the server is stopped.");

  private static final String PREFIX = "SLUICE_";

  private final String key;
  private final String fallback;
  private final String about;

  Setting(String key, String fallback, String about) {
    this.key = key;
    this.fallback = fallback;
    this.about = about;
  }

  /** As in a properties file. */
  String key() {
    return key;
  }

  String fallback() {
    return fallback;
  }

  /** What it is, in a sentence for operators. */
  String about() {
    return about;
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
