package dev.sluice.store.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.code.CodeStore;
import dev.sluice.core.code.StoredCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of code must do. */
abstract class CodeStoreContract {
  @SuppressWarnings("NullAway.Init") // opened before each
  CodeStore store;

  abstract CodeStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  StoredCode put(byte[] zip) {
    return store.putZip(new ByteArrayInputStream(zip));
  }

  @Test
  void shouldKeepInlineText() throws IOException {
    StoredCode code = store.putInline("src/main.py", "print('größe')\n");

    assertThat(code.kind()).isEqualTo(StoredCode.Kind.INLINE);
    assertThat(code.sizeBytes()).isEqualTo(17);
    assertThat(code.digest()).matches("sha256:[0-9a-f]{64}");
    assertThat(store.inlineText(code.digest())).isEqualTo("print('größe')\n");
    assertThat(Files.readString(store.tree(code.digest()).resolve("src/main.py")))
        .isEqualTo("print('größe')\n");
  }

  @Test
  void shouldStoreTheSameContentOnce() throws IOException {
    StoredCode inline = store.putInline("main.py", "x = 1\n");
    Path tree = store.tree(inline.digest());
    Object inode = Files.getAttribute(tree.resolve("main.py"), "unix:ino");

    StoredCode zip = put(new Zips().file("main.py", 0644, "x = 1\n").bytes());

    assertThat(zip).isEqualTo(new StoredCode(StoredCode.Kind.ZIP, inline.digest(), 6));
    assertThat(Files.getAttribute(tree.resolve("main.py"), "unix:ino")).isEqualTo(inode);
  }

  @Test
  void shouldGiveEveryDifferenceADigestOfItsOwn() {
    Set<String> digests =
        Set.of(
            put(new Zips().file("a", 0644, "x").bytes()).digest(),
            put(new Zips().file("a", 0644, "y").bytes()).digest(),
            put(new Zips().file("b", 0644, "x").bytes()).digest(),
            put(new Zips().file("a", 0755, "x").bytes()).digest(),
            put(new Zips().file("a", 0644, "x").folder("b/", 0755).bytes()).digest(),
            put(new Zips().file("a", 0644, "x").file("b", 0644, "").bytes()).digest(),
            put(new Zips().file("a", 0644, "x").link("b", "a").bytes()).digest(),
            put(new Zips().file("a", 0644, "x").link("b", "./a").bytes()).digest(),
            put(new Zips().file("d/a", 0644, "x").bytes()).digest());

    assertThat(digests).hasSize(9);
  }

  @Test
  void shouldIgnoreOrderTimesAndWriteBitsInTheDigest() {
    StoredCode one = put(new Zips().file("a", 0644, "x").file("d/b", 0700, "y").bytes());
    StoredCode two =
        put(new Zips().folder("d/", 0700).file("d/b", 0111, "y").file("./a", 0400, "x").bytes());

    assertThat(two.digest()).isEqualTo(one.digest());
  }

  @Test
  void shouldPackATreeThatUnpacksToTheSameDigest() {
    StoredCode code =
        put(
            new Zips()
                .file("bin/run", 0755, "#!/bin/sh\n")
                .file("main.py", 0644, "x = 1\n".repeat(10_000))
                .folder("empty/deep/", 0755)
                .link("bin/alias", "../main.py")
                .bytes());

    byte[] packed = store.zip(code.digest());

    assertThat(put(packed)).isEqualTo(code);
    assertThat(store.zip(code.digest())).isEqualTo(packed);
    assertThat(Zips.names(packed)).isSorted().contains("bin/", "bin/alias", "empty/deep/");
  }

  @Test
  void shouldRemoveOnlyWhatIsNeitherUsedNorPutSinceOpening() {
    StoredCode used = store.putInline("main.py", "used");
    StoredCode unused = store.putInline("main.py", "unused");
    assertThat(store.removeUnused(Set.of())).isZero();

    CodeStore again = open();
    StoredCode recent = again.putInline("main.py", "recent");

    assertThat(again.removeUnused(Set.of(used.digest()))).isEqualTo(1);
    assertThat(again.inlineText(used.digest())).isEqualTo("used");
    assertThat(again.inlineText(recent.digest())).isEqualTo("recent");
    assertThat(again.putInline("main.py", "unused")).isEqualTo(unused);
    assertThat(again.inlineText(unused.digest())).isEqualTo("unused");
  }
}
