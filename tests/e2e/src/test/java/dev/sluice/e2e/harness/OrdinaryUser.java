package dev.sluice.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Somebody without rights: ourselves, or, where the tests run as root, a user of their own. */
public final class OrdinaryUser {
  /** Whether the tests run as root. */
  public static final boolean TESTS_ARE_ROOT = System.getProperty("user.name").equals("root");

  private static final String ID = "12345";

  private OrdinaryUser() {}

  /** The words before a command that make it run as this user. */
  public static List<String> command() {
    return TESTS_ARE_ROOT
        ? List.of("setpriv", "--reuid", ID, "--regid", ID, "--clear-groups", "--inh-caps=-all")
        : List.of();
  }

  /**
   * Prepares a server of this user.
   *
   * @param folder for its home, and for the distribution
   */
  public static ServerProcess.Launch launch(Path folder) throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    // Somebody else's checkout may be closed to that user: give him a copy, as an archive would.
    return ServerProcess.on(home.resolve("data"))
        .from(Distribution.copyTo(folder.resolve("distribution")))
        .through(command().toArray(new String[0]))
        .environment("HOME", home.toString());
  }
}
