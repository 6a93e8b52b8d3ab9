package dev.sluice.sandbox.runtime;

import java.util.ArrayList;
import java.util.List;
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

  /**
   * How the virtual machine is started, which is before it is known for which function.
   *
   * <ul>
   *   <li>One processor's worth of collector and compiler: little memory and a quick start.
   *   <li>The heap may be as large as the largest function; what it really uses is limited by the
   *       function's memory from outside, so it is kept close around what is alive (ADR 12).
   *   <li>Archived classes stay where they were archived: moved, they would be no longer shared
   *       with the other instances.
   * </ul>
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms4m",
          "-Xmx8g",
          "-XX:NewSize=1m",
          "-XX:MinHeapFreeRatio=15",
          "-XX:MaxHeapFreeRatio=30",
          "-Xshare:auto",
          "-XX:ArchiveRelocationMode=0",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-XX:-UsePerfData",
          "-Dfile.encoding=UTF-8");

  /**
   * The environment at the start is empty, and Java takes the encoding of file names from it. What
   * it is later, processes that a function starts do not always get from Java, so it is useful
   * already. Neither can a Java change its folder.
   */
  private static final List<String> SURROUNDINGS =
      List.of("PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/tmp", "TMPDIR=/tmp", "LANG=C.UTF-8");

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
  public List<String> command(String host, String socket, String code) {
    List<String> all = new ArrayList<>(List.of("/usr/bin/env", "--chdir=" + code));
    all.addAll(SURROUNDINGS);
    all.add(Interpreter.pathOf(home == null ? null : home.interpreter()));
    all.addAll(OPTIONS);
    all.addAll(List.of("-jar", host, socket, code));
    return all;
  }
}
