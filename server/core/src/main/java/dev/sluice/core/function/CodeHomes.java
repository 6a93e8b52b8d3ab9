package dev.sluice.core.function;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.code.CodeHome;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes valid homes of code out of what callers say, and says it again. Thread-safe. */
public final class CodeHomes {
  private static final int MAX_URL_CHARS = 2_000;
  private static final int MAX_TEXT_CHARS = 250;
  private static final int MAX_KEY_CHARS = 1_024;
  private static final Duration LEAST_POLL = Duration.ofSeconds(1);
  private static final Duration MOST_POLL = Duration.ofDays(30);
  private static final Pattern CHECKSUM = Pattern.compile("sha256:[0-9a-f]{64}");

  private final Function<String, Duration> durations;

  /** Reads lengths of time by this, which throws {@link IllegalArgumentException}. */
  public CodeHomes(Function<String, Duration> durations) {
    this.durations = durations;
  }

  /** Where a function's code is said to be; null for code that is handed in. */
  @Nullable CodeHome read(CodeSource source) {
    if (source.git() != null) {
      return git(source.git());
    }
    if (source.image() != null) {
      return layout(source.image());
    }
    return source.object() == null ? null : read(source.object());
  }

  /**
   * Where an object is said to be.
   *
   * @throws SluiceException {@code INVALID_CODE_SOURCE}
   */
  public CodeHome read(CodeSource.StoredObject object) {
    boolean web = object.url() != null;
    if (web == (object.bucket() != null)) {
      throw invalid(
          "The object is at a url or in a bucket.", "Give either url, or bucket and key.");
    }
    return web ? web(object) : bucket(object);
  }

  private static @Nullable CodeHome layout(CodeSource.Image image) {
    String path = text("image.serverPath", image.serverPath(), MAX_KEY_CHARS);
    if ((image.tar() == null) == (path == null)) {
      throw invalid(
          "The image needs either a tar archive or a path.",
          "Give image.tar, an OCI image layout in base64, or image.serverPath.");
    }
    return path == null ? null : new CodeHome.Layout(path);
  }

  private CodeHome git(CodeSource.Git git) {
    String url = url("git.url", git.url(), "https://host/path.git");
    if (URI.create(url).getQuery() != null) {
      throw invalid("git.url has a query.", "Give it like https://host/path.git.");
    }
    String user = text("git.user", git.user(), MAX_TEXT_CHARS);
    String secret = secret(git.secret());
    needsSecret("git.user", user, secret);
    String ref = text("git.ref", git.ref(), MAX_TEXT_CHARS);
    if (ref != null && (ref.indexOf(' ') >= 0 || ref.startsWith("-"))) {
      throw invalid(
          "git.ref '" + Text.shorten(ref, 80) + "' is no ref.",
          "Give a branch, a tag, or the 40 hex digits of a commit.");
    }
    return new CodeHome.Git(
        url,
        ref,
        folder(git.folder()),
        user,
        secret,
        poll(git.poll()),
        git.hookSecret() == null ? null : Names.require("secret", git.hookSecret()));
  }

  private CodeHome web(CodeSource.StoredObject object) {
    if (Stream.of(object.key(), object.endpoint(), object.region(), object.accessKey())
        .anyMatch(Objects::nonNull)) {
      throw invalid(
          "The object has a url, and says something of a bucket.",
          "Leave key, endpoint, region and accessKey out, or the url.");
    }
    String user = text("object.user", object.user(), MAX_TEXT_CHARS);
    String secret = secret(object.secret());
    needsSecret("object.user", user, secret);
    return new CodeHome.Web(
        url("object.url", object.url(), "https://host/path.zip"),
        user,
        secret,
        checksum(object),
        poll(object.poll()));
  }

  private CodeHome bucket(CodeSource.StoredObject object) {
    String bucket = text("object.bucket", object.bucket(), MAX_TEXT_CHARS);
    String key = text("object.key", object.key(), MAX_KEY_CHARS);
    if (bucket == null || key == null) {
      throw invalid("The object has no bucket or no key.", "Give both bucket and key.");
    }
    if (object.user() != null) {
      throw invalid("object.user belongs to a url.", "Name who comes to a bucket by accessKey.");
    }
    String accessKey = text("object.accessKey", object.accessKey(), MAX_TEXT_CHARS);
    String secret = secret(object.secret());
    if ((accessKey == null) != (secret == null)) {
      throw invalid(
          "The access key and its secret key belong together.",
          "Give accessKey, and in secret the name of the secret with the secret key; or neither.");
    }
    return new CodeHome.Bucket(
        bucket,
        key,
        object.endpoint() == null
            ? null
            : url("object.endpoint", object.endpoint(), "https://host:9000"),
        text("object.region", object.region(), MAX_TEXT_CHARS),
        accessKey,
        secret,
        checksum(object),
        poll(object.poll()));
  }

  private static String url(String field, @Nullable String given, String example) {
    String hint = "Give it like " + example + ".";
    if (given == null || given.isBlank()) {
      throw invalid(field + " is missing.", hint);
    }
    URI uri;
    try {
      uri = new URI(given);
    } catch (URISyntaxException e) {
      throw invalid(field + " is no URL: " + e.getReason() + ".", hint);
    }
    String scheme = uri.getScheme();
    if (scheme == null || scheme.equalsIgnoreCase("file")) {
      throw invalid(
          field
              + " names something on the server's own disk, where files of others are too:"
              + " code comes over the network.",
          hint);
    }
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw invalid(
          field + " begins with '" + Text.shorten(scheme, 40) + ":', which is not fetched from.",
          hint);
    }
    if (uri.getUserInfo() != null) {
      throw invalid(
          field + " has a user, who would show wherever the function is shown.",
          "Make a secret of the password, and name it by secret.");
    }
    if (uri.getHost() == null || uri.getFragment() != null || given.length() > MAX_URL_CHARS) {
      throw invalid(
          field + " has no host, has a '#', or more than " + MAX_URL_CHARS + " characters.", hint);
    }
    return given;
  }

  /** Without slashes at its ends, and without parts that mean nothing. */
  private static String folder(@Nullable String given) {
    String text = text("git.folder", given, MAX_KEY_CHARS);
    if (text == null) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    for (String part : text.split("/", -1)) {
      if (part.equals("..") || part.equalsIgnoreCase(".git") || part.indexOf('\\') >= 0) {
        throw invalid(
            "git.folder '" + Text.shorten(text, 80) + "' is no folder of a repository.",
            "Give the path from the repository's root, like functions/hello.");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static @Nullable String text(String field, @Nullable String given, int most) {
    if (given == null) {
      return null;
    }
    if (given.isBlank()
        || given.length() > most
        || given.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid(
          field + " is empty, or no text of at most " + most + " characters.",
          "Correct it, or leave it out.");
    }
    return given;
  }

  private static @Nullable String secret(@Nullable String name) {
    return name == null ? null : Names.require("secret", name);
  }

  private static void needsSecret(String field, @Nullable String user, @Nullable String secret) {
    if (user != null && (secret == null || user.indexOf(':') >= 0)) {
      throw invalid(
          field + " stands alone, or has a ':'.", "Name the user's password by secret too.");
    }
  }

  private static @Nullable String checksum(CodeSource.StoredObject object) {
    String checksum = object.checksum();
    if (checksum != null && !CHECKSUM.matcher(checksum).matches()) {
      throw invalid(
          "object.checksum is no checksum.",
          "Give sha256: and the 64 hex digits that sha256sum prints.");
    }
    if (checksum != null && object.poll() != null) {
      throw invalid(
          "The object has a checksum and is to be polled, which would find nothing else.",
          "Leave poll out, or the checksum.");
    }
    return checksum;
  }

  private CodeHome.@Nullable Poll poll(@Nullable String given) {
    if (given == null) {
      return null;
    }
    Duration every;
    try {
      every = durations.apply(given);
    } catch (IllegalArgumentException e) {
      throw invalid("poll is no length of time: " + e.getMessage() + ".", "Give it like 5m.");
    }
    if (every.compareTo(LEAST_POLL) < 0 || every.compareTo(MOST_POLL) > 0) {
      throw invalid("poll is " + given + ".", "It is from 1s to 30d.");
    }
    return new CodeHome.Poll(given, every);
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_CODE_SOURCE, detail, hint);
  }

  /** What a caller says of a repository that is like this; null for any other home. */
  public static CodeSource.@Nullable Git git(@Nullable CodeHome home) {
    return home instanceof CodeHome.Git git
        ? new CodeSource.Git(
            git.url(),
            git.ref(),
            git.folder().isEmpty() ? null : git.folder(),
            git.user(),
            git.secret(),
            text(git.poll()),
            git.hookSecret())
        : null;
  }

  /** What a caller says of an archive that is like this; null for any other home. */
  public static CodeSource.@Nullable StoredObject object(@Nullable CodeHome home) {
    if (home instanceof CodeHome.Web web) {
      return new CodeSource.StoredObject(
          web.url(),
          null,
          null,
          null,
          null,
          null,
          web.user(),
          web.secret(),
          web.checksum(),
          text(web.poll()));
    }
    return home instanceof CodeHome.Bucket bucket
        ? new CodeSource.StoredObject(
            null,
            bucket.bucket(),
            bucket.key(),
            bucket.endpoint(),
            bucket.region(),
            bucket.accessKey(),
            null,
            bucket.secret(),
            bucket.checksum(),
            text(bucket.poll()))
        : null;
  }

  /** What a caller says of an image on the server's disk; null for any other home. */
  public static CodeSource.@Nullable Image image(@Nullable CodeHome home) {
    return home instanceof CodeHome.Layout layout
        ? new CodeSource.Image(null, layout.path())
        : null;
  }

  private static @Nullable String text(CodeHome.@Nullable Poll poll) {
    return poll == null ? null : poll.text();
  }
}
