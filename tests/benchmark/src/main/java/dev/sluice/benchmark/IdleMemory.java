package dev.sluice.benchmark;

import dev.sluice.benchmark.proc.Memory;
import dev.sluice.benchmark.proc.ProcessTree;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** Memory of the idle instances and waiting hosts that a server has after it was under load. */
final class IdleMemory {
  /** What a language's interpreter is called in {@code /proc}. */
  private static final Map<Language, String> NAMES =
      Map.of(Language.PYTHON, "python3", Language.NODE, "node", Language.JAVA, "java");

  private IdleMemory() {}

  /**
   * The mean of one language's instances.
   *
   * @param instances how many there were
   * @param pssMiB proportional set size, sandbox processes included
   * @param cgroupMiB what the cgroup is charged; NaN where instances have none of their own
   */
  record Idle(int instances, double pssMiB, double cgroupMiB) {}

  static Map<Language, Idle> of(Subject subject) throws IOException {
    Map<Language, Idle> idle = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      int count = 0;
      long pss = 0;
      long charged = 0;
      int withCgroup = 0;
      for (ProcessTree tree : subject.processes().children()) {
        if (tree.has(NAMES.getOrDefault(language, "?"))) {
          count++;
          pss += Memory.pss(tree);
          OptionalLong cgroup = Memory.cgroup(tree);
          if (cgroup.isPresent()) {
            withCgroup++;
            charged += cgroup.getAsLong();
          }
        }
      }
      double mib = 1 << 20;
      idle.put(
          language,
          new Idle(
              count,
              count == 0 ? Double.NaN : pss / mib / count,
              withCgroup == 0 ? Double.NaN : charged / mib / withCgroup));
    }
    return idle;
  }
}
