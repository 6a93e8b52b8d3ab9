package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role: what functions that have it may do through their context.
 *
 * @param usedBy functions that have it, and versions like {@code resize:3}
 * @param manifest whose it is, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RoleInfo(
    String name,
    String namespace,
    String description,
    List<String> invoke,
    List<String> secrets,
    List<String> emit,
    List<String> bindings,
    List<String> usedBy,
    Instant createdAt,
    Instant modifiedAt,
    long revision,
    @Nullable String manifest) {}
