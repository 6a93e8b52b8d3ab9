package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeInfo;
import dev.sluice.api.CodeSource;
import dev.sluice.studio.core.editor.ForeignCode;
import org.junit.jupiter.api.Test;

/** What is said of code that Studio does not edit. */
class ForeignCodeTest {
  private static final CodeSource.Git GIT =
      new CodeSource.Git("https://host/shop.git", "main", null, null, null, null, null);
  private static final CodeSource.StoredObject OBJECT =
      new CodeSource.StoredObject(
          null, "releases", "shop.zip", null, null, null, null, null, null, null);

  private static String note(
      String kind,
      CodeSource.Git git,
      CodeSource.StoredObject object,
      CodeSource.Image image,
      String revision) {
    return ForeignCode.note(
        "shop", new CodeInfo(kind, "sha256:0", 1, null, null, git, object, image, revision, null));
  }

  @Test
  void shouldSayWhereCodeIsAndHowItIsChanged() {
    assertThat(note("zip", null, null, null, null))
        .contains("archive", "sluice function update shop --code FOLDER");
    assertThat(note("git", GIT, null, null, "0123456789abcdef0123456789abcdef01234567"))
        .contains("https://host/shop.git (commit 0123456789)", "sluice function refresh shop");
    assertThat(note("object", null, OBJECT, null, "sha256:0"))
        .contains("releases/shop.zip", "sluice function refresh shop");
    assertThat(note("image", null, null, null, "sha256:0"))
        .contains("image", "sluice function update shop --image FILE");
    assertThat(note("image", null, null, new CodeSource.Image(null, "/srv/shop.tar"), "sha256:0"))
        .contains("/srv/shop.tar on the server", "sluice function refresh shop");
  }
}
