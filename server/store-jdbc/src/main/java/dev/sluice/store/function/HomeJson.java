package dev.sluice.store.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.code.CodeHome;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Homes of code as JSON text, with the fields always in the same order. */
final class HomeJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private HomeJson() {}

  /** One of four. */
  private record Stored(
      @Nullable Git git, @Nullable Web web, @Nullable Bucket bucket, @Nullable Layout layout) {}

  private record Layout(String path) {}

  private record Git(
      String url,
      @Nullable String ref,
      String folder,
      @Nullable String user,
      @Nullable String secret,
      @Nullable Poll poll,
      @Nullable String hookSecret) {}

  private record Web(
      String url,
      @Nullable String user,
      @Nullable String secret,
      @Nullable String checksum,
      @Nullable Poll poll) {}

  private record Bucket(
      String bucket,
      String key,
      @Nullable String endpoint,
      @Nullable String region,
      @Nullable String accessKey,
      @Nullable String secret,
      @Nullable String checksum,
      @Nullable Poll poll) {}

  private record Poll(String text, long millis) {
    static @Nullable Poll of(CodeHome.@Nullable Poll is) {
      return is == null ? null : new Poll(is.text(), is.every().toMillis());
    }

    static CodeHome.@Nullable Poll poll(@Nullable Poll is) {
      return is == null ? null : new CodeHome.Poll(is.text(), Duration.ofMillis(is.millis()));
    }
  }

  static String write(CodeHome home) {
    try {
      return JSON.writeValueAsString(stored(home));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stored stored(CodeHome home) {
    if (home instanceof CodeHome.Git is) {
      return new Stored(
          new Git(
              is.url(),
              is.ref(),
              is.folder(),
              is.user(),
              is.secret(),
              Poll.of(is.poll()),
              is.hookSecret()),
          null,
          null,
          null);
    }
    if (home instanceof CodeHome.Web is) {
      return new Stored(
          null,
          new Web(is.url(), is.user(), is.secret(), is.checksum(), Poll.of(is.poll())),
          null,
          null);
    }
    if (home instanceof CodeHome.Layout is) {
      return new Stored(null, null, null, new Layout(is.path()));
    }
    CodeHome.Bucket is = (CodeHome.Bucket) home;
    return new Stored(
        null,
        null,
        new Bucket(
            is.bucket(),
            is.key(),
            is.endpoint(),
            is.region(),
            is.accessKey(),
            is.secret(),
            is.checksum(),
            Poll.of(is.poll())),
        null);
  }

  static CodeHome read(String json) {
    try {
      Stored stored = JSON.readValue(json, Stored.class);
      Git git = stored.git();
      if (git != null) {
        return new CodeHome.Git(
            git.url(),
            git.ref(),
            git.folder(),
            git.user(),
            git.secret(),
            Poll.poll(git.poll()),
            git.hookSecret());
      }
      Web web = stored.web();
      if (web != null) {
        return new CodeHome.Web(
            web.url(), web.user(), web.secret(), web.checksum(), Poll.poll(web.poll()));
      }
      Layout layout = stored.layout();
      if (layout != null) {
        return new CodeHome.Layout(layout.path());
      }
      Bucket is = stored.bucket();
      if (is == null) {
        throw new IllegalStateException("a home of code is of a kind that is not known");
      }
      return new CodeHome.Bucket(
          is.bucket(),
          is.key(),
          is.endpoint(),
          is.region(),
          is.accessKey(),
          is.secret(),
          is.checksum(),
          Poll.poll(is.poll()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
