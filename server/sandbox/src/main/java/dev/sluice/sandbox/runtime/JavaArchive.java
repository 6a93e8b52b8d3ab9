package dev.sluice.sandbox.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Class data that Java archives at the end of a run of the host itself. Java takes an archive only
 * beside the same JDK and the same jar in the same place; it takes a damaged one, too, and dies of
 * it.
 */
record JavaArchive(JavaHome home) implements Archive {
  private static final String FILE = "host.jsa";

  /** Java writes a file and no stream. What it says is of interest only when it fails. */
  private static final String SCRIPT =
      "words=$(\"$@\" 2>&1 >/dev/null) && exec cat /tmp/" + FILE + "; echo \"$words\"; exit 1";

  @Override
  public String file() {
    return FILE;
  }

  @Override
  public String basis() {
    return home.build();
  }

  @Override
  public List<String> making(String host, String code) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("/usr/bin/nice", "-n", "19", "/bin/sh", "-c", SCRIPT, "sluice-archive"));
    all.addAll(JavaCommand.of(home, code, List.of("-XX:ArchiveClassesAtExit=/tmp/" + FILE), host));
    all.add(code);
    return all;
  }

  @Override
  public List<String> command(String host, String socket, String code) {
    String file = host.substring(0, host.lastIndexOf('/') + 1) + FILE;
    List<String> all = JavaCommand.of(home, code, List.of("-XX:SharedArchiveFile=" + file), host);
    all.addAll(List.of(socket, code, "archived"));
    return all;
  }
}
