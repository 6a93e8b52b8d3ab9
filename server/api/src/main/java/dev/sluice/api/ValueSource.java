package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a variable of the environment has its value from; exactly one field is given.
 *
 * @param secret name of a secret of the namespace
 * @param platform {@code function}, {@code version}, {@code namespace}, {@code memoryMiB}, {@code
 *     cpus} or {@code timeoutSeconds}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ValueSource(@Nullable String secret, @Nullable String platform) {

  /** The value of a secret. */
  public static ValueSource ofSecret(String name) {
    return new ValueSource(name, null);
  }

  /** What the platform knows. */
  public static ValueSource ofPlatform(String word) {
    return new ValueSource(null, word);
  }
}
