package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a function's code comes from; exactly one of {@code inline} and {@code zip} is given.
 *
 * @param inline the text of the one source file, UTF-8
 * @param zip a zip archive, base64 on the wire
 * @param build how what runs is made of it; null for what was said before, or else for what the
 *     code's own files ask for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CodeSource(@Nullable String inline, byte @Nullable [] zip, @Nullable Build build) {

  /** Code that says nothing of building. */
  public CodeSource(@Nullable String inline, byte @Nullable [] zip) {
    this(inline, zip, null);
  }

  /** The code is the text of one file. */
  public static CodeSource ofInline(String text) {
    return new CodeSource(text, null, null);
  }

  /** The code is a zip archive. */
  public static CodeSource ofZip(byte[] archive) {
    return new CodeSource(null, archive, null);
  }

  /** The same, built like this. */
  public CodeSource with(@Nullable Build other) {
    return new CodeSource(inline, zip, other);
  }

  /**
   * How code is built. With neither field, its own files say so: {@code requirements.txt}, {@code
   * package.json}, {@code pom.xml} or source files of Java.
   *
   * @param command a command of {@code /bin/sh}, run in the folder of the code; what it leaves
   *     there is what runs
   * @param skip whether the code runs as it is, whatever its files ask for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Build(@Nullable String command, @Nullable Boolean skip) {}
}
