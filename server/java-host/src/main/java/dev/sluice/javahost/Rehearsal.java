package dev.sluice.javahost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a cold start would pay for, paid while the host waits for its function: the classes of
 * loading, calling, answering and failing are loaded and initialised.
 */
final class Rehearsal {
  private static final int CALLS = 10;

  private Rehearsal() {}

  /** What is played, loaded as a function's classes are. */
  public static final class Piece implements BiFunction<Note, Map<String, Object>, Object> {
    @Override
    public Object apply(Note note, Map<String, Object> context) {
      return note;
    }

    static Object method(Map<String, Object> event, Map<String, Object> context) {
      return Map.of("event", List.of(event), "id", context.get("requestId"));
    }

    static Object failing() {
      throw new IllegalStateException("played");
    }
  }

  /** A type of its own. */
  record Note(String name, double octave, List<String> others) {}

  /**
   * Plays it.
   *
   * @param code where the function's code will be; empty still
   * @param host the jar that this class is in
   */
  static void play(Path code, Path host) throws Throwable {
    Environment.replace(Map.copyOf(System.getenv()));
    try {
      Handlers.load(about("a.B::c"), code, Main.OUTPUT);
    } catch (LoadException e) {
      Json.OURS.writeValueAsBytes(Failures.describe(e));
    }
    Wire.Call call =
        new Wire.Call(
            "0",
            1,
            "application/json",
            "{\"name\":\"c\",\"octave\":4,\"others\":[\"d\"]}".getBytes(StandardCharsets.UTF_8));
    String piece = Piece.class.getName();
    try (CodeLoader loader = CodeLoader.over(List.of(code, host))) {
      loader.loadClass(piece).getDeclaredConstructor().newInstance();
    }
    ClassLoader ours = Rehearsal.class.getClassLoader();
    for (String handler : List.of(piece + "::method", piece)) {
      Handler loaded = Handlers.find(about(handler), ours, Main.OUTPUT);
      for (int i = 0; i < CALLS; i++) {
        loaded.call(call, 0);
      }
    }
    try {
      Handlers.find(about(piece + "::failing"), ours, Main.OUTPUT).call(call, 0);
    } catch (IllegalStateException e) {
      Json.OURS.writeValueAsBytes(Failures.describe(e));
    }
    Thread.currentThread().setContextClassLoader(ours);
  }

  private static About about(String handler) throws IOException {
    return Json.OURS.readValue(
        """
        {"handler":"%s","function":"f","version":"1","namespace":"n","arn":"a",
         "memoryMiB":128,"environment":{"A":"1"}}"""
            .formatted(handler),
        About.class);
  }
}
