package dev.sluice.app.cli.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.manifest.code.CodeException;
import dev.sluice.manifest.code.CodeUpload;
import dev.sluice.manifest.code.HandlerGuess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeUploadTest {
  private static final InputStream NOTHING = InputStream.nullInputStream();

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("code"));
  }

  @Test
  void shouldTakeSourceFileAsText() throws IOException {
    Path file = Files.writeString(folder.resolve("main.py"), "def handler(e, c): return 'é'\n");

    try (CodeUpload code = CodeUpload.read(file.toString(), NOTHING)) {
      assertThat(code.isArchive()).isFalse();
      assertThat(code.source().inline()).contains("'é'");
      assertThat(HandlerGuess.of(code, null))
          .contains(new HandlerGuess("python3", "main.handler", "main.py"));
    }
  }

  @Test
  void shouldGuessClassAndMethodOfJava() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("Main.java"),
            "package shop;\npublic class Main { static int handler() { return 1; } }\n");

    try (CodeUpload code = CodeUpload.read(file.toString(), NOTHING)) {
      assertThat(HandlerGuess.of(code, null))
          .contains(new HandlerGuess("java", "shop.Main::handler", "Main.java"));
    }
  }

  @Test
  void shouldTakeStandardInputAsText() throws IOException {
    InputStream in = new ByteArrayInputStream("x = 1".getBytes(StandardCharsets.UTF_8));

    try (CodeUpload code = CodeUpload.read("-", in)) {
      assertThat(code.source().inline()).isEqualTo("x = 1");
      assertThat(HandlerGuess.of(code, null)).isEmpty();
    }
  }

  @Test
  void shouldRefuseFileThatIsNeitherTextNorArchive() throws IOException {
    Path file = Files.write(folder.resolve("a.bin"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatThrownBy(() -> CodeUpload.read(file.toString(), NOTHING))
        .isInstanceOf(CodeException.class)
        .hasMessageContaining("a.bin is neither UTF-8 text nor a zip archive");
  }

  @Test
  void shouldPackFolderWithModesAndLinksAndWithoutWhatNobodyDeploys() throws IOException {
    Files.writeString(folder.resolve("index.js"), "exports.handler = async (e) => e;");
    Path script = Files.createDirectories(folder.resolve("bin")).resolve("run");
    Files.writeString(script, "#!/bin/sh\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
    Files.createSymbolicLink(folder.resolve("start"), Path.of("bin/run"));
    Files.writeString(
        Files.createDirectories(folder.resolve("lib/__pycache__")).resolve("a.pyc"), "x");
    Files.writeString(Files.createDirectories(folder.resolve(".git")).resolve("HEAD"), "x");

    try (CodeUpload code = CodeUpload.read(folder.toString(), NOTHING);
        ZipFile zip = ZipFile.builder().setPath(archive(code)).get()) {
      List<String> names = new ArrayList<>();
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        names.add(entry.getName());
      }
      assertThat(names).containsExactly("bin/run", "index.js", "start");
      assertThat(zip.getEntry("bin/run").getUnixMode()).isEqualTo(0100750);
      assertThat(zip.getEntry("start").isUnixSymlink()).isTrue();
      assertThat(zip.getUnixSymlink(zip.getEntry("start"))).isEqualTo("bin/run");
      assertThat(HandlerGuess.of(code, null))
          .contains(new HandlerGuess("nodejs", "index.handler", "index.js"));
    }
  }

  @Test
  void shouldDeleteItsTemporaryArchive() throws IOException {
    Files.writeString(folder.resolve("main.py"), "handler = len");
    CodeUpload code = CodeUpload.read(folder.toString(), NOTHING);
    Path archive = archive(code);

    code.close();

    assertThat(archive).doesNotExist();
  }

  @Test
  void shouldMakeSameArchiveOfSameFiles() throws IOException {
    Files.writeString(folder.resolve("main.py"), "handler = len");
    byte[] first;
    try (CodeUpload code = CodeUpload.read(folder.toString(), NOTHING)) {
      first = code.source().zip();
    }
    Files.writeString(folder.resolve("main.py"), "handler = len");

    try (CodeUpload code = CodeUpload.read(folder.toString(), NOTHING)) {
      assertThat(code.source().zip()).isEqualTo(first);
    }
  }

  @Test
  void shouldRefuseLinkThatLeadsOutOfFolder() throws IOException {
    Files.createSymbolicLink(folder.resolve("secret"), Path.of("../../etc/passwd"));

    assertThatThrownBy(() -> CodeUpload.read(folder.toString(), NOTHING))
        .isInstanceOf(CodeException.class)
        .hasMessageContaining("leads out of the folder");
  }

  @Test
  void shouldRefuseFolderWithoutFiles() {
    assertThatThrownBy(() -> CodeUpload.read(folder.toString(), NOTHING))
        .isInstanceOf(CodeException.class)
        .hasMessageContaining("has no files");
  }

  @Test
  void shouldNotGuessBetweenTwoLanguages() throws IOException {
    Files.writeString(folder.resolve("main.py"), "handler = len");
    Files.writeString(folder.resolve("main.js"), "exports.handler = 1");

    try (CodeUpload code = CodeUpload.read(folder.toString(), NOTHING)) {
      assertThat(HandlerGuess.of(code, null)).isEmpty();
      assertThat(HandlerGuess.of(code, "nodejs").map(HandlerGuess::file)).contains("main.js");
    }
  }

  @Test
  void shouldTakeWhatHasABootstrapForAProgram() throws IOException {
    Files.writeString(folder.resolve("main.py"), "handler = len");
    Path program = Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\n");
    HandlerGuess guess = new HandlerGuess("provided", "bootstrap", "bootstrap");

    try (CodeUpload code = CodeUpload.read(folder.toString(), NOTHING)) {
      assertThat(HandlerGuess.of(code, null)).contains(guess);
      assertThat(HandlerGuess.of(code, "provided")).contains(guess);
      assertThat(HandlerGuess.of(code, "python3").map(HandlerGuess::file)).contains("main.py");
    }
    try (CodeUpload code = CodeUpload.read(program.toString(), NOTHING)) {
      assertThat(HandlerGuess.of(code, null)).contains(guess);
    }
  }

  private static Path archive(CodeUpload code) {
    Path archive = code.archive();
    assertThat(archive).isNotNull();
    return archive;
  }
}
