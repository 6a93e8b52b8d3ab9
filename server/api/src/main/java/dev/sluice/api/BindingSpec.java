package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource that a function is bound to.
 *
 * @param name what the function calls it: {@code context.bindings.NAME}
 * @param kind {@code http}, {@code sql} and what {@code GET /v1/binding-kinds} has
 * @param direction {@code in}: read before the function runs; {@code out}: written after it
 * @param options of the kind; a secret is {@code {"secret": "NAME"}}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BindingSpec(
    @Nullable String name,
    @Nullable String kind,
    @Nullable String direction,
    @Nullable Map<String, Object> options) {}
