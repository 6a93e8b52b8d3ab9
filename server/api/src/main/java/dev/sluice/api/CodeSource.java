package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a function's code comes from; exactly one field is given.
 *
 * @param inline the text of the one source file, UTF-8
 * @param zip a zip archive, base64 on the wire
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CodeSource(@Nullable String inline, byte @Nullable [] zip) {

  /** The code is the text of one file. */
  public static CodeSource ofInline(String text) {
    return new CodeSource(text, null);
  }

  /** The code is a zip archive. */
  public static CodeSource ofZip(byte[] archive) {
    return new CodeSource(null, archive);
  }
}
