package dev.sluice.sandbox.jail;

import java.nio.file.Path;
import java.util.List;

/** Makes the command that runs a language host behind walls. Immutable. */
public interface Jail {

  /** What the three folders of an instance are called inside. */
  record View(String hosts, String io, String code) {}

  /**
   * Where the folders are seen from inside.
   *
   * @param hosts folder with the language hosts' sources
   * @param io folder with the instance's socket
   * @param code folder that holds the instance's code
   */
  View view(Path hosts, Path io, Path code);

  /** Whether a function cannot write to its code even where that is a link to the stored file. */
  boolean codeIsReadOnly();

  /**
   * The whole command.
   *
   * @param uid a user id that no other instance has; used when the server is root
   * @param group the control group to join
   * @param command what runs inside
   */
  List<String> command(
      Path hosts, Path io, Path code, int uid, Cgroups.Group group, List<String> command);
}
