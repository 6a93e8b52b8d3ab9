package dev.sluice.sandbox.runtime;

import dev.sluice.sandbox.build.JavaSources;
import dev.sluice.sandbox.build.Pom;
import dev.sluice.spi.sandbox.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Java 17 and newer: handlers are {@code pkg.Class::method}, or {@code pkg.Class} for a class that
 * is a {@code Function}, a {@code BiFunction} or a request handler of AWS.
 */
public final class JavaRuntime implements LanguageRuntime {
  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  private static final Pattern HANDLER =
      Pattern.compile(NAME + "(\\." + NAME + ")*(::" + NAME + ")?");
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.$]+)\\s*;", Pattern.MULTILINE);
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^\\s*public\\s+(?:(?:final|abstract|sealed|strictfp)\\s+)*"
              + "(?:class|record|interface|enum)\\s+(\\w+)",
          Pattern.MULTILINE);

  private final @Nullable JavaHome home;

  /** On this Java; null when there is none. */
  public JavaRuntime(@Nullable JavaHome home) {
    this.home = home;
  }

  @Override
  public String name() {
    return "java";
  }

  @Override
  public @Nullable String installedVersion() {
    return home == null ? null : home.interpreter().version();
  }

  @Override
  public boolean servesSeveral() {
    return true;
  }

  @Override
  public String handlerExample() {
    return "pkg.Main::handle";
  }

  @Override
  public @Nullable String checkHandler(String handler) {
    return HANDLER.matcher(handler).matches()
        ? null
        : "'" + handler + "' is not a class and a method of Java.";
  }

  /** As the compiler wants it: a file is named by the public type in it. */
  @Override
  public String inlineFile(String handler, String text) {
    Matcher type = PUBLIC_TYPE.matcher(text);
    if (type.find()) {
      Matcher in = PACKAGE.matcher(text);
      return (in.find() ? in.group(1).replace('.', '/') + "/" : "") + type.group(1) + ".java";
    }
    int colons = handler.indexOf("::");
    return (colons < 0 ? handler : handler.substring(0, colons)).replace('.', '/') + ".java";
  }

  @Override
  public String hostFile() {
    return "host.jar";
  }

  @Override
  public String debianPackage() {
    return "default-jdk-headless";
  }

  @Override
  public List<String> shown() {
    return home == null ? List.of() : home.shown();
  }

  @Override
  public @Nullable Archive archive() {
    return home == null ? null : new JavaArchive(home);
  }

  @Override
  public List<String> command(String host, String socket, String code) {
    if (home == null) {
      throw new IllegalStateException("Java is not installed");
    }
    List<String> all = JavaCommand.of(home, code, List.of(), host);
    all.addAll(List.of(socket, code));
    return all;
  }

  @Override
  public @Nullable Recipe recipe(Path code) {
    if (home == null) {
      return null;
    }
    Recipe maven = Pom.recipe(code);
    return maven != null
        ? maven
        : Files.isExecutable(home.folder().resolve("bin/javac")) ? JavaSources.recipe(code) : null;
  }

  @Override
  public Map<String, String> buildEnvironment() {
    return home == null ? Map.of() : Map.of("JAVA_HOME", home.folder().toString());
  }
}
