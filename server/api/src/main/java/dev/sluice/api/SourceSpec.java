package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source of events as a caller asks for it: the body of create (POST) and replace (PUT). A null
 * field takes its default.
 *
 * @param name required on POST and, where given, must equal the path's name on PUT
 * @param kind one of {@code GET /v1/source-kinds}; required on POST
 * @param options what the kind asks for: texts, numbers, booleans, arrays of texts, objects of
 *     texts; a password is {@code {"secret": NAME}}
 * @param description free text
 * @param manifest whose definition it is, or null: applying that manifest may change or delete it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceSpec(
    @Nullable String name,
    @Nullable String kind,
    @Nullable Map<String, Object> options,
    @Nullable String description,
    @Nullable String manifest) {

  /** One that no manifest owns. */
  public SourceSpec(
      @Nullable String name,
      @Nullable String kind,
      @Nullable Map<String, Object> options,
      @Nullable String description) {
    this(name, kind, options, description, null);
  }
}
