package dev.sluice.sandbox.runtime;

import dev.sluice.sandbox.build.Requirements;
import dev.sluice.spi.sandbox.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python 3: handlers are {@code module.function}. */
public final class PythonRuntime implements LanguageRuntime {
  private static final Pattern HANDLER = Pattern.compile("[\\w-]+([./][\\w-]+)*\\.[A-Za-z_]\\w*");

  private final @Nullable Interpreter interpreter;

  /** On this interpreter; null when there is none. */
  public PythonRuntime(@Nullable Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  @Override
  public String name() {
    return "python3";
  }

  @Override
  public @Nullable String installedVersion() {
    return interpreter == null ? null : interpreter.version();
  }

  @Override
  public boolean servesSeveral() {
    return true;
  }

  @Override
  public String handlerExample() {
    return "main.handler";
  }

  @Override
  public @Nullable String checkHandler(String handler) {
    return HANDLER.matcher(handler).matches()
        ? null
        : "'" + handler + "' is not a module and a function of Python.";
  }

  @Override
  public String inlineFile(String handler, String text) {
    return handler.substring(0, handler.lastIndexOf('.')).replace('.', '/') + ".py";
  }

  @Override
  public String hostFile() {
    return "host.py";
  }

  @Override
  public List<String> hostFiles() {
    return List.of(hostFile(), "host_output.py", "host_shared.py");
  }

  @Override
  public List<String> command(String host, String socket, String code) {
    // -E -s -S: neither the host's environment nor site packages, which also cost start time.
    // -B: the code is read-only, so byte code could not be kept.
    return List.of(Interpreter.pathOf(interpreter), "-EsSB", host, socket, code);
  }

  @Override
  public @Nullable Recipe recipe(Path code) {
    return interpreter == null ? null : Requirements.recipe(code, interpreter.path());
  }
}
