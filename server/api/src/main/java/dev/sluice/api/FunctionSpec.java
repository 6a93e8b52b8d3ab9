package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function as a caller asks for it: the body of create (POST), replace (PUT) and change (PATCH).
 * A null field takes its default on POST and PUT and stays as it is on PATCH. {@code name} is
 * required on POST and, where given, must equal the path's name elsewhere.
 *
 * @param memoryMiB memory limit of one instance in MiB, 64 to 8192, default 128
 * @param timeoutSeconds limit of one invocation in seconds, above 0 to 900, default 30
 * @param environment what the function sees as its environment, and nothing else
 * @param labels free key and value pairs to select by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FunctionSpec(
    @Nullable String name,
    @Nullable String runtime,
    @Nullable String handler,
    @Nullable CodeSource code,
    @Nullable Integer memoryMiB,
    @Nullable Double timeoutSeconds,
    @Nullable Map<String, String> environment,
    @Nullable Map<String, String> labels,
    @Nullable String description) {}
