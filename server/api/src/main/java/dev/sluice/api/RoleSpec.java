package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What functions with a role may do through their context; null and an empty list allow nothing. In
 * each text {@code *} stands for any characters.
 *
 * @param invoke names of functions that may be invoked
 * @param secrets names of secrets that may be read
 * @param emit types of events that may be emitted
 * @param bindings names of bindings, or kinds of them like {@code kind:sql}
 * @param manifest whose it is, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleSpec(
    @Nullable String description,
    @Nullable List<String> invoke,
    @Nullable List<String> secrets,
    @Nullable List<String> emit,
    @Nullable List<String> bindings,
    @Nullable String manifest) {}
