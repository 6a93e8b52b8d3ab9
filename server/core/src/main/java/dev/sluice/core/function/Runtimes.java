package dev.sluice.core.function;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The runtimes that functions can name. Immutable. */
public final class Runtimes {
  private final Map<String, RuntimeDescriptor> byName = new TreeMap<>();

  /** These runtimes. */
  public Runtimes(List<? extends RuntimeDescriptor> runtimes) {
    runtimes.forEach(runtime -> byName.put(runtime.name(), runtime));
  }

  /**
   * The runtime of this name.
   *
   * @throws SluiceException {@code UNKNOWN_RUNTIME} when there is none, or it is not installed
   */
  public RuntimeDescriptor require(@Nullable String name) {
    if (name == null || name.isBlank()) {
      throw new SluiceException(
          ErrorCode.UNKNOWN_RUNTIME, "The function names no runtime.", known());
    }
    RuntimeDescriptor runtime = byName.get(name);
    if (runtime == null) {
      throw new SluiceException(
          ErrorCode.UNKNOWN_RUNTIME,
          "There is no runtime '" + Text.shorten(name, 80) + "'.",
          known());
    }
    if (runtime.installedVersion() == null) {
      throw new SluiceException(
          ErrorCode.UNKNOWN_RUNTIME,
          "The runtime '" + name + "' is not installed on this host.",
          "Install it and start the server again.");
    }
    return runtime;
  }

  /** The name of the runtime that runs images; null where there is none. */
  @Nullable String ofImages() {
    return byName.values().stream()
        .filter(runtime -> runtime.whyNoImages() == null)
        .map(RuntimeDescriptor::name)
        .findFirst()
        .orElse(null);
  }

  private String known() {
    return "Use one of: " + String.join(", ", byName.keySet()) + ".";
  }
}
