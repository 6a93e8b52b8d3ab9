package dev.sluice.app.cli.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.manifest.code.CodeException;
import dev.sluice.manifest.code.CodeUpload;
import dev.sluice.store.code.CodeLimits;
import dev.sluice.store.code.DiskCodeStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digest is the one that the server's store gives. */
final class TreeDigestTest {
  @TempDir Path temp;
  private DiskCodeStore store;

  @BeforeEach
  void openStore() {
    store = new DiskCodeStore(temp.resolve("store"), CodeLimits.DEFAULT);
  }

  private void shouldBeAsInStore(Path code) throws IOException {
    try (CodeUpload upload = CodeUpload.read(code.toString(), InputStream.nullInputStream());
        InputStream archive = Files.newInputStream(upload.archive())) {
      assertThat(upload.digest()).isEqualTo(store.putZip(archive).digest());
    }
  }

  @Test
  void shouldBeThatOfFolder() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("code/lib/deep")).getParent().getParent();
    Files.writeString(folder.resolve("main.py"), "handler = len\n");
    Files.writeString(folder.resolve("lib/deep/a.py"), "");
    Files.writeString(folder.resolve("lib-b.txt"), "é");
    Path script = Files.writeString(folder.resolve("run"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
    Files.createSymbolicLink(folder.resolve("lib/start"), Path.of("../run"));

    shouldBeAsInStore(folder);
  }

  @Test
  void shouldBeThatOfArchiveWithFoldersAndRoundaboutNames() throws IOException {
    Path archive = temp.resolve("a.zip");
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
      for (String name : new String[] {"empty/", "./z//main.py", "z/", "über.txt"}) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        if (!name.endsWith("/")) {
          zip.write(name.getBytes(StandardCharsets.UTF_8));
        }
        zip.closeArchiveEntry();
      }
    }

    shouldBeAsInStore(archive);
  }

  @Test
  void shouldDifferWhenOnlyTheModeDoes() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("code"));
    Path script = Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\n");
    String plain = digest(folder);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(digest(folder)).isNotEqualTo(plain);
  }

  private static String digest(Path folder) throws IOException {
    try (CodeUpload upload = CodeUpload.read(folder.toString(), InputStream.nullInputStream())) {
      return upload.digest();
    }
  }

  @Test
  void shouldRefuseWhatIsNoArchive() throws IOException {
    Path archive = Files.writeString(temp.resolve("a.zip"), "PK\u0003\u0004 and no more");

    try (CodeUpload upload = CodeUpload.read(archive.toString(), InputStream.nullInputStream())) {
      assertThatThrownBy(upload::digest)
          .isInstanceOf(CodeException.class)
          .hasMessage("a.zip is not a readable zip archive");
    }
  }
}
