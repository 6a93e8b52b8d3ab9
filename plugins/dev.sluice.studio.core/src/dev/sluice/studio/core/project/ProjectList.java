package dev.sluice.studio.core.project;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.osgi.service.prefs.BackingStoreException;

/** Which projects are open and which of them deploy on save, kept over restarts. Thread-safe. */
final class ProjectList {
  private static final String KEY = "projects";
  private static final String ON_SAVE = "+";
  private static final String OFF = "-";

  private final IEclipsePreferences preferences;

  ProjectList(IEclipsePreferences preferences) {
    this.preferences = preferences;
  }

  /** The projects, in the order in which they were opened, with whether they deploy on save. */
  Map<Project, Boolean> read() {
    Map<Project, Boolean> all = new LinkedHashMap<>();
    preferences
        .get(KEY, "")
        .lines()
        .filter(line -> line.length() > 1)
        .forEach(line -> read(line, all));
    return all;
  }

  private static void read(String line, Map<Project, Boolean> all) {
    try {
      all.put(new Project(Path.of(line.substring(1))), line.startsWith(ON_SAVE));
    } catch (InvalidPathException e) {
      // Studio was started with another locale, whose files have no such names.
      ILog.of(ProjectList.class).warn("A project cannot be opened", e);
    }
  }

  /** Keeps them. */
  void write(Map<Project, Boolean> all) {
    preferences.put(
        KEY,
        all.entrySet().stream()
            .map(each -> (each.getValue() ? ON_SAVE : OFF) + each.getKey().folder())
            .collect(Collectors.joining("\n")));
    try {
      preferences.flush();
    } catch (BackingStoreException e) {
      ILog.of(ProjectList.class).warn("The list of projects cannot be kept", e);
    }
  }
}
