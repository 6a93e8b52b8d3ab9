package dev.sluice.studio.core.project;

import dev.sluice.api.FunctionError;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the lines of code that stacks of errors and logs of builds name. Stateless. */
final class CodeErrors {
  /** {@code File "/code/main.py", line 3}, as Python says it. */
  private static final Pattern PYTHON = Pattern.compile("File \"([^\"]+)\", line (\\d+)");

  /** {@code (main.py, line 3)}, as Python ends messages about syntax. */
  private static final Pattern PYTHON_MESSAGE = Pattern.compile("\\(([^()\\s]+), line (\\d+)\\)");

  /** {@code /code/index.js:3:11} and {@code Main.java:12}, as Node and the JVM say it. */
  private static final Pattern COLONS = Pattern.compile("([\\w./-]+\\.\\w+):(\\d+)");

  /** {@code Main.java:3: error: ';' expected}, as compilers begin lines. */
  private static final Pattern COMPILER =
      Pattern.compile("^([\\w./-]+\\.\\w+):(\\d+):(?:\\d+:)?\\s*(?:error:\\s*)?(\\S.*)$");

  /** Where the sandbox has the code. */
  private static final String CODE = "/code/";

  private CodeErrors() {}

  /**
   * A line of code.
   *
   * @param file from the folder of the code
   * @param line from 1
   * @param message what is said of it, possibly empty
   */
  record Found(String file, int line, String message) {}

  /** What a line of a build's log says of a line of code. */
  static Optional<Found> inLog(String line) {
    Matcher compiler = COMPILER.matcher(line);
    if (compiler.find()) {
      return found(compiler, compiler.group(3));
    }
    Matcher python = PYTHON.matcher(line);
    return python.find() ? found(python, "") : Optional.empty();
  }

  /** The lines of code that an error names, the likeliest first. */
  static List<Found> in(FunctionError error) {
    List<Found> all = new ArrayList<>();
    List<String> stack = error.stack() == null ? List.of() : error.stack();
    for (String frame : stack) {
      Matcher python = PYTHON.matcher(frame);
      if (python.find()) {
        // Python's innermost frame is the last.
        found(python, "").ifPresent(each -> all.add(0, each));
      } else {
        Matcher colons = COLONS.matcher(frame);
        if (colons.find()) {
          found(colons, "").ifPresent(all::add);
        }
      }
    }
    for (Pattern pattern : List.of(PYTHON_MESSAGE, PYTHON, COLONS)) {
      Matcher message = pattern.matcher(error.message());
      if (message.find()) {
        found(message, "").ifPresent(each -> all.add(0, each));
        break;
      }
    }
    return all;
  }

  private static Optional<Found> found(Matcher matcher, String message) {
    String file = matcher.group(1);
    String inside;
    try {
      inside =
          Path.of(file.startsWith(CODE) ? file.substring(CODE.length()) : file)
              .normalize()
              .toString();
    } catch (InvalidPathException e) {
      // Functions write what they like; no file here can be meant.
      return Optional.empty();
    }
    if (inside.startsWith("/") || matcher.group(2).length() > 7) {
      return Optional.empty();
    }
    return Optional.of(new Found(inside, Integer.parseInt(matcher.group(2)), message));
  }

  /**
   * The file of a project that code names: the function's only file, or the one of its folder that
   * ends so; of code that is in the manifest, its line there.
   */
  static @Nullable Spot spot(Project project, Declared function, List<FileEntry> files, Found at) {
    Path code = function.code();
    if (code == null) {
      return new Spot(project.manifest(), function.codeLine() + at.line());
    }
    if (files.stream().anyMatch(each -> isFile(each, code))) {
      return new Spot(code, at.line());
    }
    Path file = find(files, code, Path.of(at.file()));
    return file == null ? null : new Spot(file, at.line());
  }

  /** A line of a file here. */
  record Spot(Path file, int line) {}

  private static boolean isFile(FileEntry entry, Path path) {
    return entry.children().isEmpty()
        ? entry.kind() == FileEntry.Kind.FILE && entry.path().equals(path)
        : path.startsWith(entry.path())
            && entry.children().stream().anyMatch(child -> isFile(child, path));
  }

  private static @Nullable Path find(List<FileEntry> files, Path code, Path name) {
    for (FileEntry entry : files) {
      boolean inside = entry.path().startsWith(code);
      if (entry.kind() == FileEntry.Kind.FILE && inside && entry.path().endsWith(name)) {
        return entry.path();
      }
      Path below = find(entry.children(), code, name);
      if (below != null) {
        return below;
      }
    }
    return null;
  }
}
