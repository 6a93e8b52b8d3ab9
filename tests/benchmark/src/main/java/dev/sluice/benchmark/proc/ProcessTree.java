package dev.sluice.benchmark.proc;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process and its descendants, read from {@code /proc} when it was made. Immutable. */
public final class ProcessTree {
  private static final Path PROC = Path.of("/proc");

  /** USER_HZ: the unit of times in {@code /proc/PID/stat} on every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private final List<Member> members;

  /**
   * One process.
   *
   * @param name what {@code /proc/PID/stat} calls it
   * @param ticks its CPU time so far, without children
   */
  public record Member(long pid, long parent, String name, long ticks) {}

  private ProcessTree(List<Member> members) {
    this.members = List.copyOf(members);
  }

  /** The tree below and with this process. */
  public static ProcessTree of(long root) throws IOException {
    Map<Long, List<Member>> byParent = new HashMap<>();
    List<Member> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path directory : all) {
        Member member = read(directory);
        if (member == null) {
          continue;
        }
        if (member.pid() == root) {
          found.add(member);
        } else {
          byParent.computeIfAbsent(member.parent(), parent -> new ArrayList<>()).add(member);
        }
      }
    }
    for (int i = 0; i < found.size(); i++) {
      found.addAll(byParent.getOrDefault(found.get(i).pid(), List.of()));
    }
    return new ProcessTree(found);
  }

  private static @org.jspecify.annotations.Nullable Member read(Path directory) {
    try {
      String stat = Files.readString(directory.resolve("stat"));
      // The name is in brackets and may hold spaces and brackets of its own.
      int close = stat.lastIndexOf(')');
      String[] rest = stat.substring(close + 2).split(" ", -1);
      return new Member(
          Long.parseLong(directory.getFileName().toString()),
          Long.parseLong(rest[1]),
          stat.substring(stat.indexOf('(') + 1, close),
          Long.parseLong(rest[11]) + Long.parseLong(rest[12]));
    } catch (IOException e) {
      // It ended while we looked.
      return null;
    }
  }

  /** The root first, then the others. */
  public List<Member> members() {
    return members;
  }

  /** CPU seconds of all together. */
  public double cpuSeconds() {
    return members.stream().mapToLong(Member::ticks).sum() / TICKS_PER_SECOND;
  }

  /** The direct children of the root, each as a tree of its own. */
  public List<ProcessTree> children() throws IOException {
    List<ProcessTree> children = new ArrayList<>();
    for (Member member : members) {
      if (member.parent() == members.get(0).pid()) {
        children.add(of(member.pid()));
      }
    }
    return children;
  }

  /** Whether one of the processes has a name that starts so. */
  public boolean has(String name) {
    return members.stream().anyMatch(member -> member.name().startsWith(name));
  }
}
