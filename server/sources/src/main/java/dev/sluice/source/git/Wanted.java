package dev.sluice.source.git;

import dev.sluice.spi.code.RemoteCodeException;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a repository.
 *
 * @param object that the repository names: a commit, or a tag with a message
 * @param commit that it is of
 */
record Wanted(String object, String commit) {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final int SHA256_DIGITS = 64;

  /**
   * Finds a ref.
   *
   * @param url for people
   * @param ref as in a definition; null for HEAD
   * @param refs by their full names, with their peeled tags
   */
  static Wanted of(String url, @Nullable String ref, SortedMap<String, String> refs)
      throws RemoteCodeException {
    if (refs.values().stream().anyMatch(object -> object.length() == SHA256_DIGITS)) {
      throw new RemoteCodeException(
          Reason.UNUSABLE, url + " names objects by SHA-256, which is not supported.");
    }
    for (String name : names(ref)) {
      String object = refs.get(name);
      if (object != null) {
        return new Wanted(object, refs.getOrDefault(name + RefAdvertisement.PEELED, object));
      }
    }
    if (ref != null && COMMIT.matcher(ref).matches()) {
      return new Wanted(ref, ref);
    }
    throw new RemoteCodeException(
        Reason.NO_REF,
        ref == null
            ? url + " has no commit yet."
            : url + " has no branch, tag or commit '" + ref + "'.");
  }

  private static List<String> names(@Nullable String ref) {
    if (ref == null) {
      return List.of("HEAD");
    }
    return ref.startsWith("refs/")
        ? List.of(ref)
        : List.of("refs/heads/" + ref, "refs/tags/" + ref);
  }
}
