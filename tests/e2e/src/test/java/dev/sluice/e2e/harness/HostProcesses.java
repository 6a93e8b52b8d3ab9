package dev.sluice.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks at the processes of this machine from outside of every sandbox. */
public final class HostProcesses {
  private HostProcesses() {}

  /**
   * One process that was seen.
   *
   * @param startTime with the pid, names it for ever: pids come back
   * @param command its command line for people
   */
  public record Seen(long pid, long parent, String startTime, char state, String command) {

    /** Whether this very process still runs; one that only waits to be reaped does not. */
    public boolean runs() {
      Seen now = look(Path.of("/proc", Long.toString(pid)));
      return now != null && now.startTime.equals(startTime) && now.state != 'Z';
    }
  }

  /** All processes that run below this one, at any depth. */
  public static List<Seen> below(long root) {
    List<Seen> all = all();
    List<Seen> found = new ArrayList<>();
    List<Long> parents = new ArrayList<>(List.of(root));
    for (int i = 0; i < parents.size(); i++) {
      long parent = parents.get(i);
      for (Seen seen : all) {
        if (seen.parent() == parent) {
          found.add(seen);
          parents.add(seen.pid());
        }
      }
    }
    found.removeIf(seen -> seen.state() == 'Z');
    return found;
  }

  /** All processes that have the marker in their command line or their environment. */
  public static List<Seen> marked(String marker) {
    return all().stream()
        .filter(seen -> seen.state() != 'Z')
        .filter(
            seen ->
                seen.command().contains(marker)
                    || read(Path.of("/proc", Long.toString(seen.pid()), "environ"))
                        .contains(marker))
        .toList();
  }

  private static List<Seen> all() {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
          .map(HostProcesses::look)
          .filter(Objects::nonNull)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Seen look(Path directory) {
    String stat = read(directory.resolve("stat"));
    int close = stat.lastIndexOf(')');
    if (close < 0) {
      return null;
    }
    String[] rest = stat.substring(close + 2).split(" ", -1);
    return new Seen(
        Long.parseLong(directory.getFileName().toString()),
        Long.parseLong(rest[1]),
        rest[19],
        rest[0].charAt(0),
        read(directory.resolve("cmdline")).replace('\0', ' ').strip());
  }

  /** A file of {@code /proc}; empty when the process is gone or not ours to look at. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
