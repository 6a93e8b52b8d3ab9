package dev.sluice.sandbox.runtime;

import java.util.ArrayList;
import java.util.List;

/** How a Java is started for functions. */
final class JavaCommand {
  /**
   * How the virtual machine is started, which is before it is known for which function.
   *
   * <ul>
   *   <li>One processor's worth of collector and compiler: little memory and a quick start.
   *   <li>The heap may be as large as the largest function; what it really uses is limited by the
   *       function's memory from outside, so it is kept close around what is alive (ADR 12).
   *   <li>Archived classes stay where they were archived: moved, they would be no longer shared
   *       with the other instances.
   * </ul>
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms4m",
          "-Xmx8g",
          "-XX:NewSize=1m",
          "-XX:MinHeapFreeRatio=15",
          "-XX:MaxHeapFreeRatio=30",
          "-Xshare:auto",
          "-XX:ArchiveRelocationMode=0",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-XX:-UsePerfData",
          "-Dfile.encoding=UTF-8");

  /**
   * The environment at the start is empty, and Java takes the encoding of file names from it. What
   * it is later, processes that a function starts do not always get from Java, so it is useful
   * already. Neither can a Java change its folder.
   */
  private static final List<String> SURROUNDINGS =
      List.of("PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/tmp", "TMPDIR=/tmp", "LANG=C.UTF-8");

  private JavaCommand() {}

  /**
   * The command up to the host's jar, to which its arguments can be added.
   *
   * @param code where it starts
   * @param more options of the virtual machine
   */
  static List<String> of(JavaHome home, String code, List<String> more, String host) {
    List<String> all = new ArrayList<>(List.of("/usr/bin/env", "--chdir=" + code));
    all.addAll(SURROUNDINGS);
    all.add(home.interpreter().path());
    all.addAll(OPTIONS);
    all.addAll(more);
    all.addAll(List.of("-jar", host));
    return all;
  }
}
