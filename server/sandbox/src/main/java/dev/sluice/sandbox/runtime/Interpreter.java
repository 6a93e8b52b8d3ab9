package dev.sluice.sandbox.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A language's interpreter on this host.
 *
 * @param path absolute: what a user's PATH finds may be a slow shim, or not be in the sandbox
 */
public record Interpreter(String path, String version) {

  static String pathOf(@Nullable Interpreter interpreter) {
    if (interpreter == null) {
      throw new IllegalStateException("the interpreter is not installed");
    }
    return interpreter.path();
  }
}
