package dev.sluice.core.function;

import dev.sluice.core.binding.Binding;
import dev.sluice.core.code.CodeOrigin;
import dev.sluice.core.code.StoredCode;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a function runs: all that publish copies into a version.
 *
 * @param memoryMiB limit of one instance in MiB
 * @param cpus limit of one instance in processors
 * @param timeout limit of one invocation
 * @param environment what the function sees as its environment
 * @param environmentFrom variables whose values are looked up when an instance starts
 * @param async how events are run that nobody waits for
 * @param bindings resources that are read before it runs and written after it
 * @param role what it may do through its context; null for none, which allows nothing
 * @param logRetention how long its log lines are kept; null for as long as the server does
 */
public record Definition(
    String runtime,
    String handler,
    StoredCode code,
    int memoryMiB,
    double cpus,
    Network network,
    Duration timeout,
    Scaling scaling,
    Map<String, String> environment,
    Map<String, ValueFrom> environmentFrom,
    AsyncPolicy async,
    List<Binding> bindings,
    @Nullable String role,
    @Nullable Duration logRetention) {
  static final double SECONDS_A_DAY = 86_400;

  /** One without bindings. */
  public Definition(
      String runtime,
      String handler,
      StoredCode code,
      int memoryMiB,
      double cpus,
      Network network,
      Duration timeout,
      Scaling scaling,
      Map<String, String> environment,
      Map<String, ValueFrom> environmentFrom,
      AsyncPolicy async) {
    this(
        runtime,
        handler,
        code,
        memoryMiB,
        cpus,
        network,
        timeout,
        scaling,
        environment,
        environmentFrom,
        async,
        List.of(),
        null,
        null);
  }

  public Definition {
    environment = Map.copyOf(environment);
    environmentFrom = Map.copyOf(environmentFrom);
    bindings = List.copyOf(bindings);
  }

  /** The same with other code. */
  Definition with(StoredCode other) {
    return new Definition(
        runtime,
        handler,
        other,
        memoryMiB,
        cpus,
        network,
        timeout,
        scaling,
        environment,
        environmentFrom,
        async,
        bindings,
        role,
        logRetention);
  }

  /** How long its log lines are kept in days; null for as long as the server does. */
  public @Nullable Double logRetentionDays() {
    return logRetention == null ? null : (Double) (logRetention.toSeconds() / SECONDS_A_DAY);
  }

  /** Whether an instance gets the value of this secret, or it opens the code or a binding. */
  public boolean uses(String secret) {
    CodeOrigin.Fetched fetched = code.origin().fetched();
    return environmentFrom.containsValue(new ValueFrom(ValueFrom.Kind.SECRET, secret))
        || (fetched != null && fetched.home().uses(secret))
        || bindings.stream().anyMatch(each -> each.uses(secret));
  }

  /** The secrets that the function gets to see, or has a binding opened with. */
  public Set<String> givenSecrets() {
    Set<String> given = new TreeSet<>();
    for (ValueFrom from : environmentFrom.values()) {
      if (from.kind() == ValueFrom.Kind.SECRET) {
        given.add(from.name());
      }
    }
    bindings.forEach(binding -> given.addAll(binding.secrets()));
    return given;
  }
}
