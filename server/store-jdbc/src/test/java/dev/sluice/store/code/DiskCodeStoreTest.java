package dev.sluice.store.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
