package dev.sluice.spi.sandbox;

import org.jspecify.annotations.Nullable;

/** A language runtime describes itself. Immutable. */
public interface RuntimeDescriptor {

  /** The name in a function's definition, for example {@code python3}. */
  String name();

  /** The interpreter's version on this host; null when it is not installed. */
  @Nullable String installedVersion();

  /** What a handler looks like, for messages and help, for example {@code main.handler}. */
  String handlerExample();

  /** The handler of a definition that names none; null when a definition has to name one. */
  default @Nullable String defaultHandler() {
    return null;
  }

  /**
   * Checks the form of a handler without running it.
   *
   * @return what is wrong with it, one sentence; null when the form is right
   */
  @Nullable String checkHandler(String handler);

  /** Whether one instance can serve several calls at a time. */
  default boolean servesSeveral() {
    return false;
  }

  /** Why it runs no images of root file systems, one sentence; null when it does. */
  default @Nullable String whyNoImages() {
    return "The runtime '"
        + name()
        + "' runs code of its language by the host's own interpreter, and no images.";
  }

  /**
   * The file, relative to the code's root, that inline code is written to so that the handler finds
   * it.
   */
  String inlineFile(String handler, String text);
}
