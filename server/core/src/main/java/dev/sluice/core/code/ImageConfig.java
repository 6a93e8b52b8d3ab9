package dev.sluice.core.code;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an image wants to be run. Immutable.
 *
 * @param entrypoint its program with first arguments; empty where {@code command} begins with it
 * @param command further arguments
 * @param environment what its program finds in its environment
 * @param folder absolute path that it starts in
 */
public record ImageConfig(
    List<String> entrypoint, List<String> command, Map<String, String> environment, String folder) {
  /** The folder of a stored image's tree that is its root. */
  public static final String ROOT = "root";

  /** The handler of a function that leaves the image's command as it is. */
  public static final String OWN_COMMAND = "bootstrap";

  /** All that is given, variables in their order. */
  public ImageConfig {
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
