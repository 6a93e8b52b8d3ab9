package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A published version: an immutable copy of code and definition.
 *
 * @param version 1 and up, never used twice for one function
 * @param description what is new in it
 * @param cpus limit of one instance in processors
 * @param network {@code none} or {@code host}
 * @param minInstances instances that are kept warm while the version serves
 * @param maxInstances most instances; null for as many as the server allows
 * @param instanceConcurrency calls that one instance serves at a time
 * @param environmentFrom variables whose values come from a secret or from the platform
 * @param async how events are run that nobody waits for; only what differs from the default
 * @param bindings resources that are read before it runs and written after it
 * @param role what it may do through its context; null for no role
 * @param logRetentionDays as of {@link FunctionInfo}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record VersionInfo(
    String function,
    int version,
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
    Instant createdAt) {
  public VersionInfo {
    // A server of before bindings says nothing of them.
    bindings = bindings == null ? List.of() : List.copyOf(bindings);
    // Nor one of before instances served several calls.
    instanceConcurrency = Math.max(1, instanceConcurrency);
  }
}
