package dev.sluice.app.config;

import dev.sluice.app.config.ServerConfig.DatabaseConfig;
import dev.sluice.app.config.ServerConfig.HttpConfig;
import dev.sluice.app.config.ServerConfig.SandboxChoice;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.invocation.InvocationSettings;
import dev.sluice.core.invocation.pool.PoolSettings;
import dev.sluice.core.log.LogRetention;
import dev.sluice.core.queue.QueueSettings;
import dev.sluice.store.code.CodeLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts a configuration together: defaults, overridden by the file, then by the environment, then by
 * flags. Nothing wrong is repaired, and everything wrong is told at once.
 */
public final class ConfigLoader {
  /** How long a call waits for a busy instance before another one is started. */
  private static final Duration PATIENCE = Duration.ofMillis(20);

  /** The share of the threads of requests that calls which wait for an instance may take. */
  private static final int WAITING_SHARE = 2;

  /** Where the environment names the file; the flag wins. */
  private static final String FILE_VARIABLE = "SLUICE_CONFIG";

  private final SettingValues values = new SettingValues();
  private final Path defaultData;

  private ConfigLoader(Path defaultData) {
    this.defaultData = defaultData;
  }

  /**
   * Loads the configuration.
   *
   * @param defaultData the data directory where none is set
   */
  public static ServerConfig load(
      ServerFlags flags, Map<String, String> environment, Path defaultData) throws ConfigException {
    ConfigLoader loader = new ConfigLoader(defaultData);
    String file = flags.config() == null ? environment.get(FILE_VARIABLE) : flags.config();
    if (file != null && !file.isBlank()) {
      loader.values.file(Path.of(file));
    }
    loader.values.environment(environment);
    loader.values.flags(flags.settings());
    ServerConfig config = loader.build();
    if (!loader.values.problems().isEmpty()) {
      throw new ConfigException(loader.values.problems());
    }
    return config;
  }

  private ServerConfig build() {
    int threads = number(Setting.HTTP_THREADS, 16, 10_000);
    long memory = memory();
    Duration retention = duration(Setting.RETENTION, Duration.ofSeconds(1));
    return new ServerConfig(
        data(),
        address(Setting.LISTEN),
        address(Setting.GATEWAY),
        database(),
        new HttpConfig(threads, number(Setting.HTTP_STREAMS, 1, 5_000)),
        new InvocationSettings(
            size(Setting.MAX_PAYLOAD), size(Setting.MAX_RESULT), kept(Setting.KEPT_PAYLOAD)),
        retention,
        duration(Setting.STATS_RETENTION, Duration.ofMinutes(1)),
        duration(Setting.EXECUTION_RETENTION, Duration.ofSeconds(1)),
        new ServerConfig.AuditConfig(
            duration(Setting.AUDIT_RETENTION, Duration.ofSeconds(1)),
            number(Setting.AUDIT_LINES, 1, 100_000_000)),
        logs(retention),
        new PoolSettings(
            number(Setting.MAX_PER_VERSION, 1, 10_000),
            number(Setting.MAX_INSTANCES, 1, 100_000),
            memory,
            duration(Setting.KEEP_ALIVE, Duration.ofMillis(1)),
            PATIENCE,
            duration(Setting.MAX_WAIT, Duration.ofMillis(1)),
            threads / WAITING_SHARE),
        QueueSettings.of(number(Setting.QUEUE_WORKERS, 1, 1_000)),
        new SandboxChoice(
            bubblewrap(),
            number(Setting.WARM_HOSTS, 0, 100),
            memory,
            duration(Setting.INIT_TIMEOUT, Duration.ofMillis(100))),
        namespaces(Setting.NETWORK_HOST_NAMESPACES),
        code(),
        imageRoots(),
        values.read(Setting.SECRETS_KEYS, SecretKeys::parse, new SecretKeys(List.of())),
        new BuildValues(values).read(),
        duration(Setting.DRAIN, Duration.ZERO));
  }

  private Path data() {
    String text = values.text(Setting.DATA);
    return values.read(
        Setting.DATA,
        given -> (text.isEmpty() ? defaultData : Path.of(given)).toAbsolutePath().normalize(),
        defaultData);
  }

  private Address address(Setting setting) {
    return values.read(setting, Address::parse, new Address("127.0.0.1", 0));
  }

  private boolean bubblewrap() {
    return values.read(
        Setting.ISOLATION,
        text ->
            switch (text) {
              case "bubblewrap" -> true;
              case "process" -> false;
              default -> throw new IllegalArgumentException("give bubblewrap or process");
            },
        true);
  }

  private @Nullable DatabaseConfig database() {
    String url = values.text(Setting.DATABASE_URL);
    if (url.isEmpty()) {
      return null;
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      values.wrong(
          Setting.DATABASE_URL,
          "give jdbc:postgresql://HOST:PORT/NAME, or nothing for the embedded database");
    }
    return new DatabaseConfig(
        url, values.text(Setting.DATABASE_USER), values.text(Setting.DATABASE_PASSWORD));
  }

  private CodeLimits code() {
    CodeLimits usual = CodeLimits.DEFAULT;
    return new CodeLimits(
        size(Setting.CODE_ARCHIVE),
        bytes(Setting.CODE_UNPACKED),
        number(Setting.CODE_ENTRIES, 1, 1_000_000),
        usual.ratio(),
        usual.ratioFreeBytes(),
        usual.pathBytes());
  }

  private List<Path> imageRoots() {
    return values.read(
        Setting.CODE_IMAGE_ROOTS,
        text -> {
          List<Path> roots = new ArrayList<>();
          for (String word : text.split(":", -1)) {
            if (!word.isEmpty()) {
              Path root = Path.of(word).normalize();
              if (!root.isAbsolute()) {
                throw new IllegalArgumentException("give absolute paths, separated by colons");
              }
              roots.add(root);
            }
          }
          return roots;
        },
        List.of());
  }

  private LogRetention.Limits logs(Duration ofRecords) {
    Duration age =
        values.text(Setting.LOG_RETENTION).isEmpty()
            ? ofRecords
            : duration(Setting.LOG_RETENTION, Duration.ofSeconds(1));
    return new LogRetention.Limits(age, bytes(Setting.LOG_BYTES));
  }

  private Set<String> namespaces(Setting setting) {
    return values.read(
        setting,
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(ConfigLoader::namespace)
                .collect(Collectors.toUnmodifiableSet()),
        Set.of());
  }

  private static String namespace(String name) {
    try {
      return name.equals(NetworkPolicy.ALL) ? name : Names.require("namespace", name);
    } catch (SluiceException e) {
      throw new IllegalArgumentException("give names of namespaces like default,web, or *", e);
    }
  }

  /** As {@link #size}, or nothing. */
  private int kept(Setting setting) {
    return values
        .read(setting, Units::size, s -> s >= 0 && s <= 1L << 30, "give 0B to 1GiB", 0L)
        .intValue();
  }

  /** A size that fits into one array. */
  private int size(Setting setting) {
    return values
        .read(setting, Units::size, s -> s >= 1 && s <= 1L << 30, "give 1B to 1GiB", 1L)
        .intValue();
  }

  /** Half of the host's, unless it is said. */
  private long memory() {
    return values.text(Setting.POOL_MEMORY).isEmpty()
        ? Machine.memoryBytes() / 2
        : bytes(Setting.POOL_MEMORY);
  }

  private long bytes(Setting setting) {
    return values.read(setting, Units::size, s -> s >= 1, "give 1B or more", 1L);
  }

  private int number(Setting setting, int least, int most) {
    String rule = "give a whole number from " + least + " to " + most;
    return values.read(
        setting,
        text -> {
          if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(rule);
          }
          return Integer.valueOf(text);
        },
        n -> n >= least && n <= most,
        rule,
        least);
  }

  private Duration duration(Setting setting, Duration least) {
    return values.read(
        setting,
        Units::duration,
        d -> d.compareTo(least) >= 0 && d.compareTo(Duration.ofDays(36_500)) <= 0,
        "give " + least.toMillis() + "ms or more, and less than 36500d",
        least);
  }
}
