package dev.sluice.studio.core.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.osgi.service.prefs.BackingStoreException;

/**
 * Which program the server of this machine is, and its options, kept over restarts. Thread-safe.
 */
final class LocalServerSettings {
  private static final String PROGRAM = "local.program";
  private static final String OPTIONS = "local.options";

  private final IEclipsePreferences preferences;
  private final Map<String, String> environment;

  /**
   * Settings kept in these preferences.
   *
   * @param environment of the process: {@code SLUICE_PROGRAM} and {@code PATH} are looked at
   */
  LocalServerSettings(IEclipsePreferences preferences, Map<String, String> environment) {
    this.preferences = preferences;
    this.environment = Map.copyOf(environment);
  }

  /** What was said, or else what was found by itself; empty for nothing. */
  String program() {
    String said = preferences.get(PROGRAM, "");
    return said.isEmpty() ? found() : said;
  }

  private String found() {
    return Stream.concat(
            Stream.of(environment.getOrDefault("SLUICE_PROGRAM", "")),
            Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> folder + File.separator + "sluice"))
        .filter(path -> !path.isEmpty() && isProgram(path))
        .findFirst()
        .orElse("");
  }

  /** Whether this can be run. */
  static boolean isProgram(String path) {
    try {
      Path file = Path.of(path);
      return Files.isRegularFile(file) && Files.isExecutable(file);
    } catch (InvalidPathException e) {
      // Not every system has names of any characters.
      return false;
    }
  }

  /** What was said of options, as it was typed. */
  String options() {
    return preferences.get(OPTIONS, "");
  }

  /** Options one by one. */
  static List<String> words(String options) {
    return Stream.of(options.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /** Keeps what was typed. */
  void keep(String program, String options) {
    if (program.equals(found())) {
      preferences.remove(PROGRAM);
    } else {
      preferences.put(PROGRAM, program);
    }
    preferences.put(OPTIONS, options);
    try {
      preferences.flush();
    } catch (BackingStoreException e) {
      // It is typed again after the next start of Studio.
    }
  }
}
