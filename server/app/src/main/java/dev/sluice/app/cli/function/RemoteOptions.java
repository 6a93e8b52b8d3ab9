package dev.sluice.app.cli.function;

import static dev.sluice.app.cli.function.ObjectOptions.either;

import dev.sluice.api.CodeInfo;
import dev.sluice.api.CodeSource;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where the server fetches a function's code. */
final class RemoteOptions {
  private static final String NEVER = "none";

  @Option(
      names = "--git",
      paramLabel = "URL",
      description = "A Git repository that the server fetches the code from.")
  @Nullable String git;

  @Option(
      names = "--ref",
      paramLabel = "REF",
      description = "Its branch, tag or commit; its default branch when left out.")
  @Nullable String ref;

  @Option(
      names = "--folder",
      paramLabel = "PATH",
      description = "The folder of the repository that is the code.")
  @Nullable String folder;

  @Option(
      names = "--git-user",
      paramLabel = "NAME",
      description = "Who comes to the repository (git when new).")
  @Nullable String gitUser;

  @Option(
      names = "--git-secret",
      paramLabel = "SECRET",
      description = "The secret with that user's password or token.")
  @Nullable String gitSecret;

  @Option(
      names = "--hook-secret",
      paramLabel = "SECRET",
      description = "The secret by which pushes to the web hook are signed.")
  @Nullable String hookSecret;

  @Mixin ObjectOptions objects = new ObjectOptions();

  @Option(
      names = "--server-image",
      paramLabel = "PATH",
      description = "An OCI image on the server's own disk.")
  @Nullable String serverImage;

  @Option(
      names = "--poll",
      paramLabel = "TIME",
      description = "Look for other code as often, like 5m; none for never.")
  @Nullable String poll;

  /** Whether any of them was given. */
  boolean given() {
    return ofGit() || ofObject() || serverImage != null || poll != null;
  }

  private boolean ofGit() {
    return any(git, ref, folder, gitUser, gitSecret, hookSecret);
  }

  private boolean ofObject() {
    return objects.given();
  }

  private static boolean any(@Nullable Object... options) {
    return Stream.of(options).anyMatch(Objects::nonNull);
  }

  /** What is wrong with them where the code is new; null for nothing. */
  @Nullable String wrong() {
    if (ofGit() && ofObject()) {
      return "code is from a repository or an object: options of both do not go together";
    }
    if (serverImage != null && (ofGit() || ofObject() || poll != null)) {
      return "--server-image does not go together with options of repositories and objects";
    }
    return objects.wrong();
  }

  /**
   * Where the code is.
   *
   * @param before what holds on where neither a repository nor an object is named anew; null for
   *     nothing
   * @return null where that is not said, nor was before
   */
  @Nullable CodeSource over(@Nullable CodeInfo before) {
    if (serverImage != null) {
      return CodeSource.ofImage(new CodeSource.Image(null, serverImage));
    }
    if (git != null) {
      return CodeSource.ofGit(over((CodeSource.Git) null));
    }
    if (objects.named()) {
      return CodeSource.ofObject(over((CodeSource.StoredObject) null));
    }
    if (before != null && before.git() != null && !ofObject()) {
      return CodeSource.ofGit(over(before.git()));
    }
    return before != null && before.object() != null && !ofGit()
        ? CodeSource.ofObject(over(before.object()))
        : null;
  }

  private CodeSource.Git over(CodeSource.@Nullable Git before) {
    return new CodeSource.Git(
        either(git, before == null ? null : before.url()),
        either(ref, before == null ? null : before.ref()),
        either(folder, before == null ? null : before.folder()),
        either(gitUser, before == null ? null : before.user()),
        either(gitSecret, before == null ? null : before.secret()),
        polled(before == null ? null : before.poll()),
        either(hookSecret, before == null ? null : before.hookSecret()));
  }

  private CodeSource.StoredObject over(CodeSource.@Nullable StoredObject before) {
    return objects.over(before, polled(before == null ? null : before.poll()));
  }

  private @Nullable String polled(@Nullable String before) {
    String now = either(poll, before);
    return NEVER.equals(now) ? null : now;
  }

  /** Where code is, in words; empty for code that was handed in. */
  static String words(CodeInfo code) {
    CodeSource.Git git = code.git();
    CodeSource.StoredObject object = code.object();
    if (git != null) {
      String commit = String.valueOf(code.revision());
      return git.url()
          + (git.ref() == null ? "" : ", " + git.ref())
          + (git.folder() == null ? "" : ", folder " + git.folder())
          + ", commit "
          + commit.substring(0, Math.min(commit.length(), 12))
          + polled(git.poll(), code.check());
    }
    if (object != null) {
      return (object.url() == null
              ? ObjectOptions.BUCKETS + object.bucket() + "/" + object.key()
              : object.url())
          + polled(object.poll(), code.check());
    }
    CodeSource.Image image = code.image();
    if (image != null) {
      return "the server's " + image.serverPath();
    }
    return "";
  }

  private static String polled(@Nullable String poll, CodeInfo.@Nullable Check check) {
    return (poll == null ? "" : ", every " + poll)
        + (check == null || check.error() == null
            ? ""
            : "; failed "
                + (check.failures() <= 1 ? "" : check.failures() + " times ")
                + "with "
                + check.error()
                + ": "
                + check.detail());
  }
}
