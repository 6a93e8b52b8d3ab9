package dev.sluice.core.code;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where code is fetched from, as its owner said; secrets by their names. Immutable. */
public sealed interface CodeHome {

  /** Name of the namespace's secret that opens it; null for none. */
  @Nullable String secret();

  /** How often it is looked at; null for never. */
  @Nullable Poll poll();

  /**
   * How often code is looked at.
   *
   * @param text as its owner said it
   */
  record Poll(String text, Duration every) {}

  /** Whether it names this secret. */
  boolean uses(String name);

  /**
   * A folder of a Git repository.
   *
   * @param ref null for what HEAD names
   * @param folder relative path without slashes at its ends; empty for all
   * @param hookSecret name of the secret by which pushes are signed; null for no pushes
   */
  record Git(
      String url,
      @Nullable String ref,
      String folder,
      @Nullable String user,
      @Nullable String secret,
      @Nullable Poll poll,
      @Nullable String hookSecret)
      implements CodeHome {
    @Override
    public boolean uses(String name) {
      return name.equals(secret) || name.equals(hookSecret);
    }
  }

  /** An archive at an address. */
  record Web(
      String url,
      @Nullable String user,
      @Nullable String secret,
      @Nullable String checksum,
      @Nullable Poll poll)
      implements CodeHome {
    @Override
    public boolean uses(String name) {
      return name.equals(secret);
    }
  }

  /**
   * An image on the server's own disk.
   *
   * @param path absolute
   */
  record Layout(String path) implements CodeHome {
    @Override
    public @Nullable String secret() {
      return null;
    }

    @Override
    public @Nullable Poll poll() {
      return null;
    }

    @Override
    public boolean uses(String name) {
      return false;
    }
  }

  /** An archive in a bucket. */
  record Bucket(
      String bucket,
      String key,
      @Nullable String endpoint,
      @Nullable String region,
      @Nullable String accessKey,
      @Nullable String secret,
      @Nullable String checksum,
      @Nullable Poll poll)
      implements CodeHome {
    @Override
    public boolean uses(String name) {
      return name.equals(secret);
    }
  }
}
