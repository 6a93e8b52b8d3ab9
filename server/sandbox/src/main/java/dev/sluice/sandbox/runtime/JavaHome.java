package dev.sluice.sandbox.runtime;

import java.nio.file.Path;
import java.util.List;

/**
 * A Java on this host.
 *
 * @param interpreter its launcher, behind all links
 * @param build tells it from every other, also one in its place
 * @param shown what it needs to see besides {@code /usr}
 */
public record JavaHome(Interpreter interpreter, String build, List<String> shown) {
  public JavaHome {
    shown = List.copyOf(shown);
  }

  /** The folder of the whole of it. */
  Path folder() {
    return Path.of(interpreter.path()).resolve("../..").normalize();
  }
}
