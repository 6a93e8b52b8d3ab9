package dev.sluice.sandbox.runtime;

import dev.sluice.spi.sandbox.Recipe;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A language with a host of our own. Immutable. */
public interface LanguageRuntime extends RuntimeDescriptor {

  /** Name of the host's source among this module's resources. */
  String hostFile();

  /** All of the host's sources, beside each other; {@link #hostFile} is one of them. */
  default List<String> hostFiles() {
    return List.of(hostFile());
  }

  /** The package that installs the interpreter. */
  default String debianPackage() {
    return name();
  }

  /**
   * The command that starts the host.
   *
   * @param host where the host's source is seen
   * @param socket the socket that it connects to
   * @param code where the function's code is seen
   */
  List<String> command(String host, String socket, String code);

  /** From what its hosts start sooner; null where there is no such thing. */
  default @Nullable Archive archive() {
    return null;
  }

  /** What the interpreter needs to see besides {@code /usr}: absolute paths, read-only. */
  default List<String> shown() {
    return List.of();
  }

  /** How code of this language is built; null where it runs as it is. */
  default @Nullable Recipe recipe(Path code) {
    return null;
  }

  /** What builds find in their environment because of this language. */
  default Map<String, String> buildEnvironment() {
    return Map.of();
  }
}
