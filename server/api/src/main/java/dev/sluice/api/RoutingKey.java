package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What calls of an alias are told apart by: those with the same value go to the same version. One
 * field is given, or none to draw for each call again.
 *
 * @param header name of a header of the request
 * @param jsonPath one place in a JSON event, for example {@code $.user.id}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RoutingKey(@Nullable String header, @Nullable String jsonPath) {}
