package dev.sluice.core.function;

import dev.sluice.core.code.CodeHome;
import dev.sluice.core.secret.SecretService;
import dev.sluice.spi.code.CodePlace;

/** Where something is fetched, with what opens it. */
public final class CodePlaces {
  private static final String USUAL_USER = "git";
  private static final String USUAL_REGION = "us-east-1";

  private CodePlaces() {}

  /**
   * The place of a home, with its secret as it is now.
   *
   * @throws dev.sluice.core.SluiceException {@code SECRET_NOT_FOUND}
   */
  public static CodePlace of(String namespace, CodeHome home, SecretService secrets) {
    String name = home.secret();
    String secret = name == null ? null : secrets.value(namespace, name);
    if (home instanceof CodeHome.Git git) {
      return new CodePlace.Git(
          git.url(), git.ref(), git.folder(), git.user() == null ? USUAL_USER : git.user(), secret);
    }
    if (home instanceof CodeHome.Web web) {
      return new CodePlace.Web(web.url(), web.user(), secret, web.checksum());
    }
    CodeHome.Bucket bucket = (CodeHome.Bucket) home;
    return new CodePlace.Bucket(
        bucket.bucket(),
        bucket.key(),
        bucket.endpoint(),
        bucket.region() == null ? USUAL_REGION : bucket.region(),
        bucket.accessKey(),
        secret,
        bucket.checksum());
  }
}
