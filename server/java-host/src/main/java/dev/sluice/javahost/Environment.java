package dev.sluice.javahost;

import java.lang.reflect.Field;
import java.util.Map;

/**
 * The environment variables of this process as Java sees them. Children get them from {@code
 * ProcessBuilder.environment()}; those of a builder whose environment nobody asked for get what
 * this process was started with.
 */
final class Environment {
  private Environment() {}

  /**
   * Replaces all of them. The process started before it was known whose it would be, and Java reads
   * them once; there is no way to change them but this one, which the jar's manifest opens.
   */
  static void replace(Map<String, String> variables) throws ReflectiveOperationException {
    Map<String, String> real = behind(System.getenv());
    real.clear();
    real.putAll(variables);
  }

  @SuppressWarnings("unchecked") // the JDK's own field has this type
  private static Map<String, String> behind(Map<String, String> unmodifiable)
      throws ReflectiveOperationException {
    Field field = unmodifiable.getClass().getDeclaredField("m");
    field.setAccessible(true);
    return (Map<String, String>) field.get(unmodifiable);
  }
}
