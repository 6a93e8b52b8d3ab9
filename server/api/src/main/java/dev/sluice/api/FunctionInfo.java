package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function: its {@code latest} definition and what the platform knows of it.
 *
 * @param cpus limit of one instance in processors
 * @param network {@code none} or {@code host}
 * @param minInstances instances that are kept warm without calls
 * @param maxInstances most instances of one version; null for as many as the server allows
 * @param instanceConcurrency calls that one instance serves at a time
 * @param state {@code enabled} or {@code disabled}
 * @param revision grows by one with every change; the ETag is this number in quotes
 * @param publishedVersion the highest version published so far, or null
 * @param environmentFrom variables whose values come from a secret or from the platform
 * @param async how events are run that nobody waits for; only what differs from the default
 * @param bindings resources that are read before it runs and written after it
 * @param role what it may do through its context; null for no role
 * @param logRetentionDays how long its log lines are kept; null for as long as the server does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record FunctionInfo(
    String id,
    String namespace,
    String name,
    String description,
    String runtime,
    String handler,
    CodeInfo code,
    int memoryMiB,
    double cpus,
    String network,
    double timeoutSeconds,
    int minInstances,
    @Nullable Integer maxInstances,
    int instanceConcurrency,
    Map<String, String> environment,
    Map<String, ValueSource> environmentFrom,
    AsyncSpec async,
    List<BindingSpec> bindings,
    @Nullable String role,
    @Nullable Double logRetentionDays,
    Map<String, String> labels,
    String state,
    @Nullable Integer publishedVersion,
    Instant createdAt,
    Instant modifiedAt,
    long revision) {
  public FunctionInfo {
    // A server of before bindings says nothing of them.
    bindings = bindings == null ? List.of() : List.copyOf(bindings);
    // Nor one of before instances served several calls.
    instanceConcurrency = Math.max(1, instanceConcurrency);
  }

  /** What makes such a function, without its code. */
  public FunctionSpec spec() {
    return new FunctionSpec(
        name,
        runtime,
        handler,
        null,
        memoryMiB,
        cpus,
        network,
        timeoutSeconds,
        minInstances,
        maxInstances,
        instanceConcurrency,
        environment,
        environmentFrom,
        async,
        bindings,
        role,
        logRetentionDays,
        labels,
        description);
  }
}
