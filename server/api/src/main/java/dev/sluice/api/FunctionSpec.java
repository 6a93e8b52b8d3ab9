package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A function as a caller asks for it: the body of create (POST), replace (PUT) and change (PATCH).
 * A null field takes its default on POST and PUT and stays as it is on PATCH. {@code name} is
 * required on POST and, where given, must equal the path's name elsewhere.
 *
 * @param memoryMiB memory limit of one instance in MiB, 64 to 8192, default 128
 * @param cpus limit of one instance in processors, 0.1 to 64, default 1: 0.5 is half the time of
 *     one
 * @param network {@code none} (default) for a loopback of its own, {@code host} for the host's
 *     network where the server allows it to the namespace
 * @param timeoutSeconds limit of one invocation in seconds, above 0 to 900, default 30
 * @param minInstances instances that are kept warm without calls, 0 to 1000, default 0
 * @param maxInstances most instances of one version, 1 to 10000; 0 (default) for as many as the
 *     server allows
 * @param instanceConcurrency calls that one instance serves at a time, 1 (default) to 100; more
 *     than 1 for python3, nodejs and java only
 * @param environment what the function sees as its environment, and nothing else
 * @param environmentFrom variables whose values come from a secret or from the platform
 * @param async how events are run that nobody waits for
 * @param bindings resources that are read before it runs and written after it
 * @param role what it may do through its context; empty for no role
 * @param logRetentionDays how long its log lines are kept, in days, a second to 3650; 0 (default)
 *     for as long as the server keeps them
 * @param labels free key and value pairs to select by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FunctionSpec(
    @Nullable String name,
    @Nullable String runtime,
    @Nullable String handler,
    @Nullable CodeSource code,
    @Nullable Integer memoryMiB,
    @Nullable Double cpus,
    @Nullable String network,
    @Nullable Double timeoutSeconds,
    @Nullable Integer minInstances,
    @Nullable Integer maxInstances,
    @Nullable Integer instanceConcurrency,
    @Nullable Map<String, String> environment,
    @Nullable Map<String, ValueSource> environmentFrom,
    @Nullable AsyncSpec async,
    @Nullable List<BindingSpec> bindings,
    @Nullable String role,
    @Nullable Double logRetentionDays,
    @Nullable Map<String, String> labels,
    @Nullable String description) {

  /** A function of the fields that most have. */
  public FunctionSpec(
      @Nullable String name,
      @Nullable String runtime,
      @Nullable String handler,
      @Nullable CodeSource code,
      @Nullable Integer memoryMiB,
      @Nullable Double timeoutSeconds,
      @Nullable Map<String, String> environment,
      @Nullable Map<String, String> labels,
      @Nullable String description) {
    this(
        name,
        runtime,
        handler,
        code,
        memoryMiB,
        null,
        null,
        timeoutSeconds,
        null,
        null,
        null,
        environment,
        null,
        null,
        null,
        null,
        null,
        labels,
        description);
  }

  /** The same with these limits of processors, network and numbers of instances. */
  public FunctionSpec with(
      @Nullable Double newCpus,
      @Nullable String newNetwork,
      @Nullable Integer newMinInstances,
      @Nullable Integer newMaxInstances) {
    return edited(
        edit -> {
          edit.cpus = newCpus;
          edit.network = newNetwork;
          edit.minInstances = newMinInstances;
          edit.maxInstances = newMaxInstances;
        });
  }

  /** The same whose instances serve so many calls at a time. */
  public FunctionSpec withInstanceConcurrency(@Nullable Integer calls) {
    return edited(edit -> edit.instanceConcurrency = calls);
  }

  /** The same under this name. */
  public FunctionSpec withName(@Nullable String newName) {
    return edited(edit -> edit.name = newName);
  }

  /** The same with this code. */
  public FunctionSpec withCode(@Nullable CodeSource newCode) {
    return edited(edit -> edit.code = newCode);
  }

  /** The same with these variables from secrets and from the platform. */
  public FunctionSpec withEnvironmentFrom(@Nullable Map<String, ValueSource> from) {
    return edited(edit -> edit.environmentFrom = from);
  }

  /** The same with this for events that nobody waits for. */
  public FunctionSpec withAsync(@Nullable AsyncSpec other) {
    return edited(edit -> edit.async = other);
  }

  /** The same with these bindings. */
  public FunctionSpec withBindings(@Nullable List<BindingSpec> others) {
    return edited(edit -> edit.bindings = others);
  }

  /** The same with this role. */
  public FunctionSpec withRole(@Nullable String other) {
    return edited(edit -> edit.role = other);
  }

  /** The same with its log kept so many days. */
  public FunctionSpec withLogRetention(@Nullable Double days) {
    return edited(edit -> edit.logRetentionDays = days);
  }

  private FunctionSpec edited(Consumer<Edit> change) {
    Edit edit = new Edit(this);
    change.accept(edit);
    return edit.done();
  }

  /** The fields that one can be made with another value of. Confined to one thread. */
  private static final class Edit {
    private final FunctionSpec of;
    private @Nullable String name;
    private @Nullable CodeSource code;
    private @Nullable Double cpus;
    private @Nullable String network;
    private @Nullable Integer minInstances;
    private @Nullable Integer maxInstances;
    private @Nullable Integer instanceConcurrency;
    private @Nullable Map<String, ValueSource> environmentFrom;
    private @Nullable AsyncSpec async;
    private @Nullable List<BindingSpec> bindings;
    private @Nullable String role;
    private @Nullable Double logRetentionDays;

    private Edit(FunctionSpec of) {
      this.of = of;
      this.name = of.name;
      this.code = of.code;
      this.cpus = of.cpus;
      this.network = of.network;
      this.minInstances = of.minInstances;
      this.maxInstances = of.maxInstances;
      this.instanceConcurrency = of.instanceConcurrency;
      this.environmentFrom = of.environmentFrom;
      this.async = of.async;
      this.bindings = of.bindings;
      this.role = of.role;
      this.logRetentionDays = of.logRetentionDays;
    }

    private FunctionSpec done() {
      return new FunctionSpec(
          name,
          of.runtime,
          of.handler,
          code,
          of.memoryMiB,
          cpus,
          network,
          of.timeoutSeconds,
          minInstances,
          maxInstances,
          instanceConcurrency,
          of.environment,
          environmentFrom,
          async,
          bindings,
          role,
          logRetentionDays,
          of.labels,
          of.description);
    }
  }
}
