package dev.sluice.e2e.attack;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The runtimes that hostile functions are written for. */
enum Language {
  PYTHON("python3", "main.handler", "main.py", ".py"),
  NODE("nodejs", "main.handler", "main.js", ".js"),
  PROVIDED("provided", "bootstrap", "bootstrap", ".sh"),
  JAVA("java", "%s::handle", "%s.class", ".java");

  private final String runtime;
  private final String handler;
  private final String program;
  private final String ending;

  Language(String runtime, String handler, String program, String ending) {
    this.runtime = runtime;
    this.handler = handler;
    this.program = program;
    this.ending = ending;
  }

  /** What the file with the function's code is called inside of its sandbox. */
  String program(String source) {
    return program.formatted(type(source));
  }

  /**
   * A function.
   *
   * @param source name of the resource with its code, without its ending
   */
  FunctionSpec function(String name, String source) {
    CodeSource code =
        this == JAVA
            ? CompiledJava.of(type(source), resource(type(source) + ending))
            : CodeSource.ofInline(resource(source + ending));
    return new FunctionSpec(
        name, runtime, handler.formatted(type(source)), code, null, null, null, null, null);
  }

  private static String type(String source) {
    return Character.toUpperCase(source.charAt(0)) + source.substring(1);
  }

  /** The text of a file beside these tests. */
  static String resource(String name) {
    try (InputStream in = Language.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("there is no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
