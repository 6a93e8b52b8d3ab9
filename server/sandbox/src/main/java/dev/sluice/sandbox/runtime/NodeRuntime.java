package dev.sluice.sandbox.runtime;

import dev.sluice.sandbox.build.PackageJson;
import dev.sluice.spi.sandbox.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Node.js 18 and newer: handlers are {@code module.function}, or {@code module.object.function}, of
 * CommonJS or ES modules.
 */
public final class NodeRuntime implements LanguageRuntime {
  private static final Pattern HANDLER =
      Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*(\\.[A-Za-z_$][\\w$]*)+");

  private static final Pattern MODULE_SYNTAX =
      Pattern.compile("^\\s*(export\\s|import\\s+[\\w*{\"'])", Pattern.MULTILINE);

  private final @Nullable Interpreter interpreter;

  /** On this interpreter; null when there is none. */
  public NodeRuntime(@Nullable Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  @Override
  public String name() {
    return "nodejs";
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
    return "index.handler";
  }

  @Override
  public @Nullable String checkHandler(String handler) {
    return HANDLER.matcher(handler).matches()
        ? null
        : "'" + handler + "' is not a module and a function of Node.js.";
  }

  @Override
  public String inlineFile(String handler, String text) {
    String module = handler.substring(0, handler.indexOf('.', handler.lastIndexOf('/') + 1));
    return module + (MODULE_SYNTAX.matcher(text).find() ? ".mjs" : ".js");
  }

  @Override
  public String hostFile() {
    return "host.js";
  }

  @Override
  public List<String> command(String host, String socket, String code) {
    return List.of(Interpreter.pathOf(interpreter), "--no-warnings", host, socket, code);
  }

  @Override
  public @Nullable Recipe recipe(Path code) {
    return interpreter == null ? null : PackageJson.recipe(code);
  }
}
