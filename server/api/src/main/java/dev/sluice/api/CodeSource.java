package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a function's code comes from; exactly one of {@code inline}, {@code zip}, {@code git},
 * {@code object} and {@code image} is given.
 *
 * @param inline the text of the one source file, UTF-8
 * @param zip a zip archive, base64 on the wire
 * @param git a folder of a Git repository, which the server fetches
 * @param object a zip archive or an image at an address or in a bucket, which the server fetches
 * @param image the image of a root file system
 * @param build how what runs is made of it; null for what was said before, or else for what the
 *     code's own files ask for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CodeSource(
    @Nullable String inline,
    byte @Nullable [] zip,
    @Nullable Git git,
    @Nullable StoredObject object,
    @Nullable Image image,
    @Nullable Build build) {

  /** Code that is handed in. */
  public CodeSource(@Nullable String inline, byte @Nullable [] zip, @Nullable Build build) {
    this(inline, zip, null, null, null, build);
  }

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

  /** The code is in a repository. */
  public static CodeSource ofGit(Git git) {
    return new CodeSource(null, null, git, null, null, null);
  }

  /** The code is an archive elsewhere. */
  public static CodeSource ofObject(StoredObject object) {
    return new CodeSource(null, null, null, object, null, null);
  }

  /** The code is an image. */
  public static CodeSource ofImage(Image image) {
    return new CodeSource(null, null, null, null, image, null);
  }

  /** The code is an image, as a tar archive. */
  public static CodeSource ofImage(byte[] tar) {
    return ofImage(new Image(tar, null));
  }

  /** The same, built like this. */
  public CodeSource with(@Nullable Build other) {
    return new CodeSource(inline, zip, git, object, image, other);
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

  /**
   * A folder of a Git repository.
   *
   * @param url {@code https://host/path.git}
   * @param ref a branch, a tag, a full name of a ref, or a commit's 40 hex digits; null for the
   *     repository's own default
   * @param folder of the repository that is the code; null for all of it
   * @param user who comes; null for {@code git}, with which most hosts take tokens
   * @param secret name of the namespace's secret that is the user's password, or a token
   * @param poll how often the server looks for another commit, as {@code 5m}; null for never
   * @param hookSecret name of the namespace's secret by which pushes are signed that start a
   *     refresh; null for no pushes
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Git(
      @Nullable String url,
      @Nullable String ref,
      @Nullable String folder,
      @Nullable String user,
      @Nullable String secret,
      @Nullable String poll,
      @Nullable String hookSecret) {}

  /**
   * The image of a root file system, an OCI image layout: handed in, or on the server's own disk.
   *
   * @param tar a tar archive of the layout, which may be packed by gzip, base64 on the wire
   * @param serverPath absolute path on the server, in a folder that its operator allows, of such an
   *     archive or of the layout as a folder
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Image(byte @Nullable [] tar, @Nullable String serverPath) {
    /** Annotation of the manifest in an archive that a server gave: the digest of its code. */
    public static final String DIGEST = "dev.sluice.code.digest";
  }

  /**
   * A zip archive, or the image of a root file system as a tar archive: at {@code url}, or in a
   * bucket under {@code key}.
   *
   * @param url {@code https://host/path.zip}
   * @param bucket name of a bucket of S3 or of a server like it
   * @param key of the object in the bucket
   * @param endpoint the bucket's server, as {@code https://host:9000}; null for AWS
   * @param region of the bucket; null for {@code us-east-1}
   * @param accessKey who comes to the bucket; null for nobody in particular
   * @param user who comes to the url; null where the secret is a bearer token
   * @param secret name of the namespace's secret: the secret key, the password or the token
   * @param checksum {@code sha256:} and 64 hex digits that the archive must have; null for any
   * @param poll how often the server looks for another archive, as {@code 5m}; null for never
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StoredObject(
      @Nullable String url,
      @Nullable String bucket,
      @Nullable String key,
      @Nullable String endpoint,
      @Nullable String region,
      @Nullable String accessKey,
      @Nullable String user,
      @Nullable String secret,
      @Nullable String checksum,
      @Nullable String poll) {}
}
