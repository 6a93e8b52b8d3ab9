package dev.sluice.manifest;

import dev.sluice.api.CodeInfo;
import dev.sluice.api.CodeSource;
import dev.sluice.manifest.yaml.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a manifest says of code that the server fetches. */
final class RemoteEntry {
  private RemoteEntry() {}

  static CodeSource git(Section section) {
    CodeSource.Git git =
        new CodeSource.Git(
            section.text("url"),
            section.text("ref"),
            folder(section.text("folder")),
            section.text("user"),
            section.text("secret"),
            section.text("poll"),
            section.text("hookSecret"));
    section.finish();
    if (git.url() == null) {
      section.problem(section.place(), "a repository needs a 'url'");
    }
    return CodeSource.ofGit(git);
  }

  static CodeSource object(Section section) {
    CodeSource.StoredObject object =
        new CodeSource.StoredObject(
            section.text("url"),
            section.text("bucket"),
            section.text("key"),
            section.text("endpoint"),
            section.text("region"),
            section.text("accessKey"),
            section.text("user"),
            section.text("secret"),
            section.text("checksum"),
            section.text("poll"));
    section.finish();
    if ((object.url() == null) == (object.bucket() == null)) {
      section.problem(section.place(), "an object needs either 'url', or 'bucket' and 'key'");
    }
    return CodeSource.ofObject(object);
  }

  /** As the server shows it: without slashes at the ends. */
  private static @Nullable String folder(@Nullable String given) {
    if (given == null) {
      return null;
    }
    String folder = given.replaceAll("^(\\./|/)+|/+$", "");
    return folder.isEmpty() || folder.equals(".") ? null : folder;
  }

  /** Whether the server fetches its code from there. */
  static boolean same(CodeSource here, CodeInfo there) {
    return Objects.equals(here.git(), there.git())
        && Objects.equals(here.object(), there.object())
        && Objects.equals(serverPath(here.image()), serverPath(there.image()));
  }

  private static @Nullable String serverPath(CodeSource.@Nullable Image image) {
    return image == null ? null : image.serverPath();
  }

  /** What the key {@code code} has; null for code that was handed in. */
  static @Nullable Map<String, Object> fields(CodeInfo code) {
    CodeSource.Git git = code.git();
    CodeSource.StoredObject object = code.object();
    if (git != null) {
      return Map.of("git", fields(git));
    }
    String image = serverPath(code.image());
    if (image != null) {
      return Map.of("image", Map.of("serverPath", image));
    }
    return object == null ? null : Map.of("object", fields(object));
  }

  private static Map<String, Object> fields(CodeSource.Git git) {
    Map<String, Object> fields = new LinkedHashMap<>();
    AsyncEntry.put("url", git.url(), fields);
    AsyncEntry.put("ref", git.ref(), fields);
    AsyncEntry.put("folder", git.folder(), fields);
    AsyncEntry.put("user", git.user(), fields);
    AsyncEntry.put("secret", git.secret(), fields);
    AsyncEntry.put("poll", git.poll(), fields);
    AsyncEntry.put("hookSecret", git.hookSecret(), fields);
    return fields;
  }

  private static Map<String, Object> fields(CodeSource.StoredObject object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    AsyncEntry.put("url", object.url(), fields);
    AsyncEntry.put("bucket", object.bucket(), fields);
    AsyncEntry.put("key", object.key(), fields);
    AsyncEntry.put("endpoint", object.endpoint(), fields);
    AsyncEntry.put("region", object.region(), fields);
    AsyncEntry.put("accessKey", object.accessKey(), fields);
    AsyncEntry.put("user", object.user(), fields);
    AsyncEntry.put("secret", object.secret(), fields);
    AsyncEntry.put("checksum", object.checksum(), fields);
    AsyncEntry.put("poll", object.poll(), fields);
    return fields;
  }
}
