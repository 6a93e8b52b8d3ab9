package dev.sluice.studio.tests.bot;

import java.util.List;
import java.util.stream.Stream;

/** Tells from a stack whether Studio has the UI thread wait for something. */
final class Waits {
  /** Where a thread is while it waits for a peer, another thread or a lock. */
  private static final List<String> WAITING =
      List.of(
          "java.lang.Object.wait",
          "java.lang.Thread.sleep",
          "java.lang.ProcessImpl.waitFor",
          "jdk.internal.misc.Unsafe.park",
          "sun.nio.ch.Net.poll",
          "sun.nio.ch.Net.connect");

  private static final String OURS = "dev.sluice.studio.";
  private static final String TESTS = "dev.sluice.studio.tests.";

  /** The workbench runs inside it, whatever it does. */
  private static final String APPLICATION = "dev.sluice.studio.rcp.StudioApplication";

  /** These are there for it: they let events through meanwhile. */
  private static final String LETS_GO_ON = "dev.sluice.studio.ui.UiThread.letGoOnUntil";

  private Waits() {}

  /** Whether the thread waits, and the nearest code that is not the platform's is the product's. */
  static boolean isOurs(StackTraceElement[] stack) {
    boolean waiting = stack.length > 0 && WAITING.stream().anyMatch(method(stack[0])::startsWith);
    return waiting
        && Stream.of(stack)
            .map(Waits::method)
            .filter(method -> method.startsWith(OURS))
            .findFirst()
            .filter(
                method ->
                    !method.startsWith(TESTS)
                        && !method.startsWith(APPLICATION)
                        && !method.equals(LETS_GO_ON))
            .isPresent();
  }

  private static String method(StackTraceElement frame) {
    return frame.getClassName() + "." + frame.getMethodName();
  }
}
