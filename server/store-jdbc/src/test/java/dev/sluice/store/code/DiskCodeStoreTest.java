package dev.sluice.store.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.code.StoredCode;
import dev.sluice.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCodeStoreTest extends CodeStoreContract {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Override
  CodeStore open() {
    return new DiskCodeStore(folder.resolve("code"), CodeLimits.DEFAULT);
  }

  private static String modes(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void shouldMakeTreesReadOnlyAndReadableByOtherUsers() throws IOException {
    StoredCode code =
        put(
            new Zips()
                .file("bin/run", 06755, "#!/bin/sh\n")
                .file("main.py", 0600, "x")
                .folder("empty/", 01777)
                .bytes());
    Path tree = store.tree(code.digest());

    assertThat(modes(folder.resolve("code"))).isEqualTo("rwx--x--x");
    assertThat(modes(tree)).isEqualTo("r-xr-xr-x");
    assertThat(modes(tree.resolve("bin"))).isEqualTo("r-xr-xr-x");
    assertThat(modes(tree.resolve("empty"))).isEqualTo("r-xr-xr-x");
    assertThat(modes(tree.resolve("main.py"))).isEqualTo("r--r--r--");
    assertThat(Files.getAttribute(tree.resolve("bin/run"), "unix:mode")).isEqualTo(0100555);
  }

  @Test
  void shouldMakeInlineScriptsExecutable() throws IOException {
    Path script = store.tree(store.putInline("bootstrap", "#!/bin/sh\n").digest());
    Path module = store.tree(store.putInline("bootstrap", "# /bin/sh\n").digest());

    assertThat(modes(script.resolve("bootstrap"))).isEqualTo("r-xr-xr-x");
    assertThat(modes(module.resolve("bootstrap"))).isEqualTo("r--r--r--");
  }

  @Test
  void shouldCopyAFolderAsItWouldUnpackAnArchive() throws IOException {
    Path built = Files.createDirectories(folder.resolve("built"));
    Files.createDirectories(built.resolve("lib/empty"));
    Files.writeString(built.resolve("lib/a.py"), "x");
    Files.writeString(built.resolve("run"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        built.resolve("run"), PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(built.resolve("link"), Path.of("lib/a.py"));

    StoredCode code = store.putTree(StoredCode.Kind.INLINE, built);

    StoredCode zip =
        put(
            new Zips()
                .folder("lib/empty/", 0755)
                .file("lib/a.py", 0644, "x")
                .file("run", 0755, "#!/bin/sh\n")
                .link("link", "lib/a.py")
                .bytes());
    assertThat(code).isEqualTo(new StoredCode(StoredCode.Kind.INLINE, zip.digest(), 11));
    assertThat(built.resolve("run")).exists();
  }

  @Test
  void shouldRefuseFoldersThatLeaveThemselvesOrAreTooLarge() throws IOException {
    Path built = Files.createDirectories(folder.resolve("built"));
    Files.writeString(folder.resolve("secret"), "x");
    Path link = Files.createSymbolicLink(built.resolve("link"), folder.resolve("secret"));
    assertRefused(built, ErrorCode.UNSAFE_ARCHIVE, "'link' is a link to an absolute path");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("../secret"));
    assertRefused(built, ErrorCode.UNSAFE_ARCHIVE, "'link' is a link that leaves");
    Files.delete(link);
    assertRefused(built, ErrorCode.INVALID_ARCHIVE, "no files");
    Files.write(built.resolve("large"), new byte[2_000]);
    store =
        new DiskCodeStore(
            folder.resolve("code"), new CodeLimits(1_000, 1_999, 10, 100, 1_000, 100));
    assertRefused(built, ErrorCode.ARCHIVE_TOO_LARGE, "more than 1999 bytes");
    assertThat(folder.resolve("code")).isEmptyDirectory();
    Path root = Files.createSymbolicLink(folder.resolve("root"), built);
    assertThatThrownBy(() -> store.putTree(StoredCode.Kind.ZIP, root))
        .isInstanceOf(SluiceException.class);
  }

  private void assertRefused(Path tree, ErrorCode code, String words) {
    assertThatThrownBy(() -> store.putTree(StoredCode.Kind.ZIP, tree))
        .isInstanceOfSatisfying(SluiceException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  @Test
  void shouldRemoveWhatAKilledServerLeftBehind() throws IOException {
    StoredCode code = store.putInline("main.py", "x");
    Path left = Files.createDirectory(folder.resolve("code/.incoming-1"));
    Files.writeString(left.resolve("half"), "written");
    Files.writeString(folder.resolve("code/.incoming-2.zip"), "PK");

    CodeStore again = open();

    assertThat(folder.resolve("code")).isDirectoryNotContaining("glob:**/.incoming*");
    assertThat(again.inlineText(code.digest())).isEqualTo("x");
  }

  @Test
  void shouldRefuseAFolderThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> new DiskCodeStore(file, CodeLimits.DEFAULT))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(file.toString());
  }
}
