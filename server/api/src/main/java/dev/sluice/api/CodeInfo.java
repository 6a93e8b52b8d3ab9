package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of stored code.
 *
 * @param kind {@code inline}, {@code zip}, {@code git}, {@code object} or {@code image}
 * @param digest {@code sha256:} and 64 hex digits over the tree that runs
 * @param sizeBytes bytes of all its files together
 * @param source the digest of the tree that was handed in, where a build made another one of it
 * @param build what was said of building it; null for nothing
 * @param git where it was fetched from, if from a repository
 * @param object where it was fetched from, if it was an archive elsewhere
 * @param image where it was taken from, if it is an image on the server's own disk
 * @param revision what was fetched: the commit, or {@code sha256:} and 64 hex digits of the
 *     archive; of an image that was not fetched, the digest of its manifest
 * @param check how looking for another revision went last; only where one function is read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CodeInfo(
    String kind,
    String digest,
    long sizeBytes,
    @Nullable String source,
    CodeSource.@Nullable Build build,
    CodeSource.@Nullable Git git,
    CodeSource.@Nullable StoredObject object,
    CodeSource.@Nullable Image image,
    @Nullable String revision,
    @Nullable Check check) {

  /**
   * How looking for another revision went.
   *
   * @param checkedAt when it was last looked for
   * @param error the code of what went wrong; null for nothing
   * @param detail what went wrong, one sentence; null for nothing
   * @param failures in a row
   * @param nextAt when it is looked for again; null for not until somebody asks
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Check(
      @Nullable Instant checkedAt,
      @Nullable String error,
      @Nullable String detail,
      int failures,
      @Nullable Instant nextAt) {}
}
