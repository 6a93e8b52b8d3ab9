package dev.sluice.sandbox.runtime;

import java.util.List;

/** A file with what a host has loaded, from which the next hosts start sooner. Immutable. */
public interface Archive {

  /** Its name beside the host's source. */
  String file();

  /** What it holds for besides the host's source, as a text; with another text it is made anew. */
  String basis();

  /**
   * The command that writes it to its standard output, or fails and says why.
   *
   * @param host where the host's source is seen
   * @param code an empty folder where the code of functions is seen otherwise
   */
  List<String> making(String host, String code);

  /**
   * The command that starts a host from it, otherwise as {@link LanguageRuntime#command}. The file
   * is whole, as it was made.
   */
  List<String> command(String host, String socket, String code);
}
