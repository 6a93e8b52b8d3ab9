package dev.sluice.sandbox.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any program: the code's own executable {@code bootstrap}, which asks AWS Lambda's Runtime API for
 * its calls; or the program of an image, which does the same. The handler is the program's business
 * and may be anything. What serves it the API is written in Python.
 */
public final class ProvidedRuntime implements LanguageRuntime {
  private static final String PROGRAM = "bootstrap";
  private static final String API_VERSION = "2018-06-01";
  private static final int MAX_HANDLER = 128;

  private final @Nullable Interpreter python;
  private final boolean jailed;

  /**
   * Served by this interpreter of Python.
   *
   * @param python null when there is none
   * @param jailed whether there are walls, in which a program can have another root
   */
  public ProvidedRuntime(@Nullable Interpreter python, boolean jailed) {
    this.python = python;
    this.jailed = jailed;
  }

  @Override
  public String name() {
    return "provided";
  }

  @Override
  public @Nullable String installedVersion() {
    return python == null ? null : API_VERSION;
  }

  @Override
  public String debianPackage() {
    return "python3";
  }

  @Override
  public String handlerExample() {
    return PROGRAM;
  }

  @Override
  public String defaultHandler() {
    return PROGRAM;
  }

  @Override
  public @Nullable String checkHandler(String handler) {
    return handler.length() <= MAX_HANDLER && handler.chars().noneMatch(Character::isISOControl)
        ? null
        : "The handler has more than " + MAX_HANDLER + " characters, or such as cannot be written.";
  }

  @Override
  public String inlineFile(String handler, String text) {
    return PROGRAM;
  }

  @Override
  public @Nullable String whyNoImages() {
    return jailed ? null : "This server runs functions without isolation, and so no images.";
  }

  @Override
  public String hostFile() {
    return "host_provided.py";
  }

  @Override
  public List<String> hostFiles() {
    return List.of(hostFile(), "runtime_api.py", "image.py");
  }

  @Override
  public List<String> command(String host, String socket, String code) {
    // As for functions in Python.
    return List.of(Interpreter.pathOf(python), "-EsSB", host, socket, code);
  }
}
