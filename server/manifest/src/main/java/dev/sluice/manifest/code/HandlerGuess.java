package dev.sluice.manifest.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Runtime and handler as the code's file names tell them: {@code main.py} with a {@code handler} in
 * it is {@code main.handler} in Python, {@code Main.java} is {@code Main::handler} in Java, and
 * whatever has a {@code bootstrap} is a program of its own.
 *
 * @param file the name that told it
 */
public record HandlerGuess(String runtime, String handler, String file) {
  /** The runtime of programs. */
  public static final String PROVIDED = "provided";

  /** The file that such a program is in; its handler, too. */
  public static final String PROGRAM = "bootstrap";

  private static final Map<String, String> RUNTIMES =
      Map.of("py", "python3", "js", "nodejs", "mjs", "nodejs", "cjs", "nodejs", "java", "java");

  /** Where an archive's handler usually is, the likeliest first. */
  private static final List<String> STEMS = List.of("main", "index", "handler", "app");

  private static final Pattern HANDLER = Pattern.compile("\\bhandler\\b");
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);
  private static final int READ_LIMIT = 1 << 20;

  /**
   * Guesses, or leaves it when the names do not tell or tell two things.
   *
   * @param runtime what was given, or null
   */
  public static Optional<HandlerGuess> of(CodeUpload code, @Nullable String runtime)
      throws IOException {
    Path archive = code.archive();
    if (archive != null) {
      return ofArchive(archive, code.label(), runtime);
    }
    String text = code.text();
    return text == null ? Optional.empty() : ofFile(code.label(), text, runtime);
  }

  private static Optional<HandlerGuess> ofFile(String name, String text, @Nullable String runtime) {
    if (name.equals(PROGRAM) && isProvided(runtime)) {
      return Optional.of(new HandlerGuess(PROVIDED, PROGRAM, PROGRAM));
    }
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      return Optional.empty();
    }
    String told = RUNTIMES.get(name.substring(dot + 1));
    if (told == null || (runtime != null && !runtime.equals(told))) {
      return Optional.empty();
    }
    if (!HANDLER.matcher(text).find()) {
      return Optional.empty();
    }
    String stem = name.substring(0, dot);
    return Optional.of(
        new HandlerGuess(
            told,
            told.equals("java") ? packageOf(text) + stem + "::handler" : stem + ".handler",
            name));
  }

  private static String packageOf(String java) {
    Matcher found = PACKAGE.matcher(java);
    return found.find() ? found.group(1) + "." : "";
  }

  private static Optional<HandlerGuess> ofArchive(
      Path archive, String label, @Nullable String runtime) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      if (zip.getEntry(PROGRAM) != null && isProvided(runtime)) {
        return Optional.of(new HandlerGuess(PROVIDED, PROGRAM, PROGRAM));
      }
      for (String stem : STEMS) {
        List<HandlerGuess> found = new ArrayList<>();
        for (String extension : RUNTIMES.keySet()) {
          ZipEntry entry = zip.getEntry(stem + "." + extension);
          if (entry != null) {
            ofFile(entry.getName(), start(zip, entry), runtime).ifPresent(found::add);
          }
        }
        if (!found.isEmpty()) {
          return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
        }
      }
      return Optional.empty();
    } catch (ZipException e) {
      throw new CodeException(label + " is not a readable zip archive");
    }
  }

  private static boolean isProvided(@Nullable String runtime) {
    return runtime == null || runtime.equals(PROVIDED);
  }

  private static String start(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readNBytes(READ_LIMIT), StandardCharsets.UTF_8);
    }
  }
}
