package dev.sluice.sandbox.jail;

import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the command that runs a language host behind walls. Immutable. */
public interface Jail {

  /** What the three folders of an instance are called inside. */
  record View(String hosts, String io, String code) {}

  /**
   * The place of one instance.
   *
   * @param hosts folder with the language hosts' sources
   * @param io folder with the instance's socket
   * @param code folder that holds the instance's code
   * @param uid a user id that no other instance has; used when the server is root
   * @param group the control group to join
   * @param network what it sees of the network
   * @param build null for an instance
   * @param image the root of an image that runs in walls of its own inside of these; null for none
   */
  record Slot(
      Path hosts,
      Path io,
      Path code,
      int uid,
      Cgroups.Group group,
      Network network,
      @Nullable Build build,
      @Nullable Path image) {}

  /**
   * What a build has besides: its code is a folder that it may write to.
   *
   * @param cache another folder that it may write to
   * @param shown absolute paths that it sees besides what instances see
   */
  record Build(Path cache, List<String> shown) {
    /** All that is given. */
    public Build {
      shown = List.copyOf(shown);
    }
  }

  /** Where a build sees its cache. */
  String cache(Build build);

  /** Where the folders are seen from inside. */
  View view(Slot slot);

  /** Whether a function cannot write to its code even where that is a link to the stored file. */
  boolean codeIsReadOnly();

  /** Whether instances run as other users than the server. */
  boolean hasUsersOfItsOwn();

  /**
   * The whole command.
   *
   * @param command what runs inside
   */
  List<String> command(Slot slot, List<String> command);
}
