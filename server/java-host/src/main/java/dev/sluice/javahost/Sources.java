package dev.sluice.javahost;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Source files in a function's code. */
final class Sources {
  private Sources() {}

  /**
   * Compiles them.
   *
   * @param path the class path that they are compiled against
   * @return where the classes are; null when there is no source file
   * @throws LoadException when they are wrong, with file and line
   */
  static @Nullable Path compile(Path code, List<Path> path) throws IOException, LoadException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(code)) {
      files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    if (files.isEmpty()) {
      return null;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new LoadException(
          "The code has source files, and this host's Java has no compiler: install a JDK"
              + " (openjdk-17-jdk-headless), or upload classes.");
    }
    Path classes = Files.createTempDirectory("classes");
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  new StringWriter(),
                  manager,
                  found,
                  List.of(
                      "-d",
                      classes.toString(),
                      "-cp",
                      path.stream().map(Path::toString).collect(Collectors.joining(":"))
                          + File.pathSeparator
                          + System.getProperty("java.class.path"),
                      "-proc:none",
                      "-nowarn",
                      "-parameters",
                      "-g"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw failure(code, found);
      }
    }
    return classes;
  }

  private static LoadException failure(Path code, DiagnosticCollector<JavaFileObject> found) {
    List<String> errors =
        found.getDiagnostics().stream()
            .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
            .map(each -> line(code, each))
            .toList();
    if (errors.isEmpty()) {
      return new LoadException("The code does not compile.");
    }
    return new LoadException(
        "The code does not compile: "
            + errors.get(0)
            + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : ""),
        errors);
  }

  private static String line(Path code, Diagnostic<? extends JavaFileObject> error) {
    String message = error.getMessage(Locale.ROOT).replaceAll("\\s*\\n\\s*", "; ");
    JavaFileObject source = error.getSource();
    return source == null
        ? message
        : code.relativize(Path.of(source.getName()))
            + ", line "
            + error.getLineNumber()
            + ": "
            + message;
  }
}
