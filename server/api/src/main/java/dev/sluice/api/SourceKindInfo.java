package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of event source.
 *
 * @param summary one sentence
 * @param delivery {@code pull}: the server connects and fetches; {@code push}: others send; {@code
 *     timed}: by the clock
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourceKindInfo(
    String name, String summary, String delivery, List<SourceOption> options) implements KindInfo {

  /**
   * Something a definition says about a source.
   *
   * @param type {@code text}, {@code secret}, {@code integer}, {@code flag}, {@code duration},
   *     {@code choice}, {@code texts} or {@code map}
   * @param help one line
   * @param fallback what holds where nothing is said, or null
   * @param choices of a {@code choice}, or null
   * @param least of an {@code integer}, or null
   * @param most of an {@code integer}, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SourceOption(
      String name,
      String type,
      String help,
      @Nullable String fallback,
      boolean required,
      @Nullable List<String> choices,
      @Nullable Long least,
      @Nullable Long most) {}
}
