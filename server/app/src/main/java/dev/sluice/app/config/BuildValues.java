package dev.sluice.app.config;

import dev.sluice.core.build.BuildSettings;
import dev.sluice.spi.sandbox.BuildJob;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how builds are run out of what was given. Not thread-safe. */
final class BuildValues {
  private static final long LEAST_MEMORY = 64L << 20;
  private static final long MOST_MEMORY = 1L << 40;
  private static final long LEAST_DISK = 1L << 20;
  private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MOST_TIMEOUT = Duration.ofHours(1);
  private static final Pattern WORDS = Pattern.compile("\\s+");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");

  private final SettingValues values;

  BuildValues(SettingValues values) {
    this.values = values;
  }

  BuildSettings read() {
    Duration timeout = timeout();
    return new BuildSettings(
        new BuildJob.Terms(network(), memoryMiB(), timeout, disk(), environment(), maven()),
        number(Setting.BUILD_CONCURRENT),
        timeout,
        number(Setting.BUILD_KEPT));
  }

  private Network network() {
    return values.read(
        Setting.BUILD_NETWORK,
        text ->
            switch (text) {
              case "none" -> Network.NONE;
              case "host" -> Network.HOST;
              default -> throw new IllegalArgumentException("give none or host");
            },
        Network.NONE);
  }

  private Duration timeout() {
    return values.read(
        Setting.BUILD_TIMEOUT,
        Units::duration,
        d -> d.compareTo(LEAST_TIMEOUT) >= 0 && d.compareTo(MOST_TIMEOUT) <= 0,
        "give 1s to 1h",
        LEAST_TIMEOUT);
  }

  private int memoryMiB() {
    long bytes =
        values.read(
            Setting.BUILD_MEMORY,
            Units::size,
            size -> size >= LEAST_MEMORY && size <= MOST_MEMORY,
            "give 64MiB to 1TiB",
            LEAST_MEMORY);
    return (int) (bytes >> 20);
  }

  private long disk() {
    return values.read(
        Setting.BUILD_DISK, Units::size, s -> s >= LEAST_DISK, "give 1MiB or more", LEAST_DISK);
  }

  private int number(Setting setting) {
    String rule = "give a whole number from 1 to 1000";
    return values.read(
        setting,
        text -> {
          if (!text.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException(rule);
          }
          return Integer.valueOf(text);
        },
        n -> n >= 1 && n <= 1_000,
        rule,
        1);
  }

  private Map<String, String> environment() {
    return values.read(
        Setting.BUILD_ENVIRONMENT,
        text -> {
          Map<String, String> variables = new TreeMap<>();
          for (String word : WORDS.split(text, -1)) {
            if (!word.isEmpty()) {
              if (!VARIABLE.matcher(word).matches()) {
                throw new IllegalArgumentException("give NAME=VALUE NAME=VALUE, without spaces");
              }
              int equals = word.indexOf('=');
              variables.put(word.substring(0, equals), word.substring(equals + 1));
            }
          }
          return variables;
        },
        Map.of());
  }

  private @Nullable Path maven() {
    Path none = Path.of("");
    Path given =
        values.read(
            Setting.BUILD_MAVEN,
            Path::of,
            path ->
                path.equals(none)
                    || (path.isAbsolute() && Files.isExecutable(path.resolve("bin/mvn"))),
            "give Maven's own folder, which has bin/mvn",
            none);
    return given.equals(none) ? null : given;
  }
}
