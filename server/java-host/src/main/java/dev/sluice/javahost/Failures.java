package dev.sluice.javahost;

import com.amazonaws.services.lambda.runtime.api.client.UserFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of something that was thrown. */
final class Failures {
  private static final int MOST_FRAMES = 50;
  private static final String REFLECTION = "java.lang.reflect.";

  /** Where a trace has left the function's code. */
  private static final List<String> OURS =
      List.of("dev.sluice.javahost.", "com.amazonaws.services.lambda.runtime.api.client.");

  private Failures() {}

  /** Type, message and stack, in Java's order and without the host's own frames. */
  static Map<String, Object> describe(Throwable thrown) {
    if (thrown instanceof LoadException failure) {
      return described("LoadException", failure.getMessage(), failure.details());
    }
    if (thrown instanceof UserFault fault) {
      return described(
          String.valueOf(fault.exception), fault.msg, frames(String.valueOf(fault.trace)));
    }
    List<String> stack = new ArrayList<>();
    for (Throwable each = thrown; each != null && stack.size() < MOST_FRAMES; each = cause(each)) {
      if (each != thrown) {
        stack.add("Caused by: " + each);
      }
      frames(each.getStackTrace(), stack);
    }
    return described(
        thrown.getClass().getName(),
        thrown.getMessage(),
        stack.subList(0, Math.min(MOST_FRAMES, stack.size())));
  }

  /** Type and message in one text, for a log. */
  static String sentence(Throwable thrown) {
    return thrown instanceof UserFault fault
        ? fault.exception + ": " + fault.msg
        : thrown.toString();
  }

  /** The same with the stack, one line each. */
  static String trace(Throwable thrown) {
    List<String> stack = new ArrayList<>();
    for (Throwable each = thrown; each != null && stack.size() < MOST_FRAMES; each = cause(each)) {
      stack.add((each == thrown ? "" : "Caused by: ") + each);
      List<String> frames = new ArrayList<>();
      frames(each.getStackTrace(), frames);
      frames.forEach(frame -> stack.add("\tat " + frame));
    }
    return String.join("\n", stack);
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    return thrown.getCause() == thrown ? null : thrown.getCause();
  }

  private static Map<String, Object> described(
      String type, @Nullable String message, List<String> stack) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("type", type);
    all.put("message", message == null ? "" : message);
    all.put("stack", stack);
    return all;
  }

  private static void frames(StackTraceElement[] trace, List<String> to) {
    for (StackTraceElement frame : trace) {
      String type = frame.getClassName();
      if (OURS.stream().anyMatch(type::startsWith)) {
        return;
      }
      if (!type.startsWith("jdk.internal.reflect.") && !type.startsWith(REFLECTION)) {
        to.add(
            type
                + "."
                + frame.getMethodName()
                + "("
                + frame.getFileName()
                + (frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "")
                + ")");
      }
    }
  }

  /** The frames of a trace that is text already. */
  private static List<String> frames(String trace) {
    return Arrays.stream(trace.split("\n", -1))
        .map(String::strip)
        .filter(line -> line.startsWith("at ") || line.startsWith("Caused by: "))
        .map(line -> line.replaceFirst("^at [\\w.]+/", "at "))
        .filter(
            line -> !line.startsWith("at " + REFLECTION) && !line.startsWith("at jdk.internal."))
        .filter(line -> OURS.stream().noneMatch(ours -> line.startsWith("at " + ours)))
        .map(line -> line.startsWith("at ") ? line.substring(3) : line)
        .limit(MOST_FRAMES)
        .toList();
  }
}
