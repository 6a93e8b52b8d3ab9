package dev.sluice.spi.code;

import org.jspecify.annotations.Nullable;

/** Where code is, with what opens it; passwords do not show in texts of these. Immutable. */
public sealed interface CodePlace {

  /**
   * A folder of a Git repository.
   *
   * @param url {@code https://host/path.git}, without a user
   * @param ref a branch, a tag, a full name of a ref, or a commit's 40 hex digits; null for what
   *     the repository's HEAD names
   * @param folder relative path with slashes; empty for all
   * @param password of the user, or a token; null for nobody in particular
   */
  record Git(
      String url, @Nullable String ref, String folder, String user, @Nullable String password)
      implements CodePlace {
    @Override
    public String toString() {
      return "Git[" + url + ", " + ref + ", " + folder + "]";
    }
  }

  /**
   * A zip archive at an address.
   *
   * @param user of Basic authentication; null where the password is a bearer token
   * @param password null for nobody in particular
   * @param checksum {@code sha256:} and 64 hex digits that it must have; null for any
   */
  record Web(
      String url, @Nullable String user, @Nullable String password, @Nullable String checksum)
      implements CodePlace {
    @Override
    public String toString() {
      return "Web[" + url + "]";
    }
  }

  /**
   * A zip archive in a bucket.
   *
   * @param endpoint the server; null for AWS
   * @param accessKey null for nobody in particular, as is the secret key then
   * @param checksum as of {@link Web}
   */
  record Bucket(
      String bucket,
      String key,
      @Nullable String endpoint,
      String region,
      @Nullable String accessKey,
      @Nullable String secretKey,
      @Nullable String checksum)
      implements CodePlace {
    @Override
    public String toString() {
      return "Bucket[" + endpoint + ", " + bucket + "/" + key + "]";
    }
  }
}
