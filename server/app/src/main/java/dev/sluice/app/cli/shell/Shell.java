package dev.sluice.app.cli.shell;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a command gets from the process it runs in.
 *
 * @param environment the environment's variables
 * @param clock its zone is the one that times are shown in
 * @param threads makes daemon threads
 */
public record Shell(
    Console console, Map<String, String> environment, Clock clock, ThreadFactory threads) {
  public Shell {
    environment = Map.copyOf(environment);
  }

  /** A variable; null when it is not set or blank. */
  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
