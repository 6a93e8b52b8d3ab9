package dev.sluice.studio.core.editor;

import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a function's instances and invocations may use, as typed, right or wrong.
 *
 * @param memory MiB
 * @param cpus processors
 * @param timeout seconds
 * @param minInstances kept warm
 * @param maxInstances empty for as many as the server allows
 * @param instanceConcurrency calls that one instance serves at a time
 * @param network {@code none} or {@code host}
 */
public record DraftLimits(
    String memory,
    String cpus,
    String timeout,
    String minInstances,
    String maxInstances,
    String instanceConcurrency,
    String network) {

  /** What the server has. */
  static DraftLimits of(FunctionInfo info) {
    Integer most = info.maxInstances();
    return new DraftLimits(
        Integer.toString(info.memoryMiB()),
        plain(info.cpus()),
        plain(info.timeoutSeconds()),
        Integer.toString(info.minInstances()),
        most == null ? "" : most.toString(),
        Integer.toString(info.instanceConcurrency()),
        info.network());
  }

  /** A number as people write it: 30 and not 30.0. */
  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** The same function with the limits that are not among the first: they must be right. */
  FunctionSpec addTo(FunctionSpec spec) {
    return spec.with(Double.valueOf(cpus.strip()), network, whole(minInstances), most())
        .withInstanceConcurrency(whole(instanceConcurrency));
  }

  /** The number of MiB: it must be right. */
  int memoryMiB() {
    return whole(memory);
  }

  /** A number that was found right may have been typed as 128.0. */
  private static int whole(String text) {
    return new BigDecimal(text.strip()).intValueExact();
  }

  private @Nullable Integer most() {
    return maxInstances.isBlank() ? null : (Integer) whole(maxInstances);
  }

  /** The same with another memory limit. */
  public DraftLimits withMemory(String now) {
    return new DraftLimits(
        now, cpus, timeout, minInstances, maxInstances, instanceConcurrency, network);
  }

  /** The same with other processors. */
  public DraftLimits withCpus(String now) {
    return new DraftLimits(
        memory, now, timeout, minInstances, maxInstances, instanceConcurrency, network);
  }

  /** The same with another time limit. */
  public DraftLimits withTimeout(String now) {
    return new DraftLimits(
        memory, cpus, now, minInstances, maxInstances, instanceConcurrency, network);
  }

  /** The same with another number of instances that are kept. */
  public DraftLimits withMinInstances(String now) {
    return new DraftLimits(memory, cpus, timeout, now, maxInstances, instanceConcurrency, network);
  }

  /** The same with another number of instances that there may be. */
  public DraftLimits withMaxInstances(String now) {
    return new DraftLimits(memory, cpus, timeout, minInstances, now, instanceConcurrency, network);
  }

  /** The same with another number of calls at a time. */
  public DraftLimits withInstanceConcurrency(String now) {
    return new DraftLimits(memory, cpus, timeout, minInstances, maxInstances, now, network);
  }

  /** The same with another network. */
  public DraftLimits withNetwork(String now) {
    return new DraftLimits(
        memory, cpus, timeout, minInstances, maxInstances, instanceConcurrency, now);
  }
}
