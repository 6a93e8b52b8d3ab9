package dev.sluice.app.cli.namespace;

import dev.sluice.api.NamespaceInfo;
import dev.sluice.api.NamespaceSpec;
import dev.sluice.app.config.Units;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make up a namespace's quotas. */
final class QuotaOptions {
  private static final String NONE = "none";

  @Option(names = "--max-functions", paramLabel = "N|none", description = "Functions it may have.")
  @Nullable String functions;

  @Option(
      names = "--max-concurrency",
      paramLabel = "N|none",
      description = "Invocations that may run at once, waiting ones included.")
  @Nullable String concurrency;

  @Option(
      names = "--max-code",
      paramLabel = "SIZE|none",
      description = "Size of all its different code together, like 500MiB.")
  @Nullable String code;

  @Option(
      names = "--max-log",
      paramLabel = "SIZE|none",
      description = "Size of its log lines that are kept, like 1GiB.")
  @Nullable String log;

  @Option(
      names = "--max-invocations",
      paramLabel = "N|none",
      description = "Invocations that may begin in a minute.")
  @Nullable String invocations;

  @Option(
      names = "--host-network",
      paramLabel = "true|false|server",
      description = "Whether functions may use the host's network, or as the server is set.")
  @Nullable String hostNetwork;

  @Option(names = "--description", paramLabel = "TEXT", description = "Whose it is.")
  @Nullable String description;

  boolean given() {
    return Stream.of(functions, concurrency, code, log, invocations, hostNetwork, description)
        .anyMatch(Objects::nonNull);
  }

  /**
   * What is asked for; what is not named stays as it was.
   *
   * @param was null for a new one
   * @throws IllegalArgumentException with a sentence about the option that cannot be read
   */
  NamespaceSpec spec(@Nullable String name, @Nullable NamespaceInfo was) {
    return new NamespaceSpec(
        name,
        description != null ? description : was == null ? null : was.description(),
        count("--max-functions", functions, was == null ? null : was.maxFunctions()),
        count("--max-concurrency", concurrency, was == null ? null : was.maxConcurrency()),
        bytes("--max-code", code, was == null ? null : was.maxCodeBytes()),
        bytes("--max-log", log, was == null ? null : was.maxLogBytes()),
        count("--max-invocations", invocations, was == null ? null : was.maxInvocationsPerMinute()),
        network(was == null ? null : was.hostNetwork()));
  }

  private static @Nullable Integer count(
      String option, @Nullable String text, @Nullable Integer was) {
    if (text == null) {
      return was;
    }
    if (text.equals(NONE)) {
      return null;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          option + " is '" + text + "': give a whole number, or none");
    }
    return Integer.valueOf(text);
  }

  private static @Nullable Long bytes(String option, @Nullable String text, @Nullable Long was) {
    if (text == null) {
      return was;
    }
    if (text.equals(NONE)) {
      return null;
    }
    try {
      return Units.size(text.matches("[0-9]+") ? text + "B" : text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option + " is '" + text + "': give a size like 500MiB, or none", e);
    }
  }

  private @Nullable Boolean network(@Nullable Boolean was) {
    if (hostNetwork == null) {
      return was;
    }
    return switch (hostNetwork.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      case "server" -> null;
      default ->
          throw new IllegalArgumentException(
              "--host-network is '" + hostNetwork + "': give true, false or server");
    };
  }
}
