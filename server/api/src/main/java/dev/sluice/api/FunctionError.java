package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a function failed.
 *
 * @param code a {@link ErrorCode#code()} whose culprit is the function
 * @param type the language's own name of the error, for example {@code ValueError}
 * @param message the error's message, possibly empty
 * @param stack frames, innermost last as Python prints them or first as Node does; may be null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record FunctionError(
    String code, String type, String message, @Nullable List<String> stack) {}
