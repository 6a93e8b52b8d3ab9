package dev.sluice.store.code;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.code.StoredCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that must not get in, and what must not stay of them. */
class HostileArchiveTest {
  /** Small, so that tests reach them at once. */
  private static final CodeLimits SMALL = new CodeLimits(100_000, 500_000, 50, 100, 100_000, 200);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @SuppressWarnings("NullAway.Init") // opened before each
  private DiskCodeStore store;

  @BeforeEach
  void open() {
    store = new DiskCodeStore(folder.resolve("code"), SMALL);
  }

  private SluiceException refused(ErrorCode code, byte[] archive) throws IOException {
    return refused(code, new ByteArrayInputStream(archive));
  }

  private SluiceException refused(ErrorCode code, InputStream archive) throws IOException {
    SluiceException refusal =
        catchThrowableOfType(SluiceException.class, () -> store.putZip(archive));
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).as(refusal.detail()).isEqualTo(code);
    assertThat(refusal.hint()).isNotBlank();
    requireNothingLeft();
    return refusal;
  }

  private void requireNothingLeft() throws IOException {
    assertThat(folder.resolve("code")).isEmptyDirectory();
    try (var outside = Files.list(folder)) {
      assertThat(outside).containsExactly(folder.resolve("code"));
    }
  }

  private StoredCode accepted(byte[] archive) {
    return store.putZip(new ByteArrayInputStream(archive));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "//x",
        "../x",
        "a/../../x",
        "a/../x",
        "..",
        "a/..",
        "./../x",
        "a\\..\\x",
        "..\\x",
        "c:\\x",
        "a\0b",
        "/"
      })
  void shouldRefusePathsThatLeaveOrMeanTwoThings(String name) throws IOException {
    SluiceException refusal =
        refused(
            ErrorCode.UNSAFE_ARCHIVE,
            new Zips().file("good", 0644, "x").file(name, 0644, "x").bytes());

    assertThat(refusal.detail()).contains(name.replace('\0', '\uFFFD')).doesNotContain("\0");
  }

  @Test
  void shouldRefuseBackslashesOfArchivesThatAllowThem() throws IOException {
    // Without unix modes a backslash may be a separator: then it is one, and checked as one.
    byte[] up = new Zips().entry("..\\x", -1, new byte[] {1}, ZipEntry.DEFLATED).bytes();

    refused(ErrorCode.UNSAFE_ARCHIVE, up);
  }

  @ParameterizedTest
  @CsvSource({
    "link, /etc/passwd",
    "link, ..",
    "link, ../x",
    "d/link, ../../x",
    "link, d/../../x",
    "link, d/e/../../../x"
  })
  void shouldRefuseLinksThatLeave(String name, String target) throws IOException {
    SluiceException refusal =
        refused(
            ErrorCode.UNSAFE_ARCHIVE,
            new Zips().file("d/e/f", 0644, "x").link(name, target).bytes());

    assertThat(refusal.detail()).contains("'" + name + "'");
  }

  @Test
  void shouldRefuseLinksThatLeaveThroughOtherLinks() throws IOException {
    // By its text the second link stays inside: d/e/top/../../x is d/x. But top leads to the root.
    refused(
        ErrorCode.UNSAFE_ARCHIVE,
        new Zips()
            .file("d/e/f", 0644, "x")
            .link("d/e/top", "../..")
            .link("out", "d/e/top/../x")
            .bytes());
  }

  @Test
  void shouldRefuseLinksInCircles() throws IOException {
    refused(
        ErrorCode.UNSAFE_ARCHIVE,
        new Zips().file("f", 0644, "x").link("a", "b").link("b", "a").bytes());
  }

  @Test
  void shouldRefusePathsThroughLinks() throws IOException {
    refused(
        ErrorCode.UNSAFE_ARCHIVE,
        new Zips().file("d/f", 0644, "x").link("l", "d").file("l/g", 0644, "x").bytes());
    refused(
        ErrorCode.INVALID_ARCHIVE,
        new Zips().file("d/f", 0644, "x").file("l/g", 0644, "x").link("l", "d").bytes());
  }

  @Test
  void shouldKeepLinksInside() throws IOException {
    StoredCode code =
        accepted(
            new Zips()
                .file("d/e/f", 0644, "x")
                .link("d/up", "../d/e/f")
                .link("dir", "d/e")
                .link("deep", "dir/../e/f")
                .link("nowhere", "missing")
                .bytes());
    Path tree = store.tree(code.digest());

    assertThat(Files.readSymbolicLink(tree.resolve("d/up"))).hasToString("../d/e/f");
    assertThat(tree.resolve("deep")).hasContent("x");
    assertThat(Files.isSymbolicLink(tree.resolve("nowhere"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0010644, 0020644, 0060644, 0140644})
  void shouldRefuseSpecialFiles(int mode) throws IOException {
    refused(
        ErrorCode.UNSAFE_ARCHIVE,
        new Zips().file("f", 0644, "x").entry("dev", mode, new byte[0], 8).bytes());
  }

  @Test
  void shouldRefusePathsThatAreThereTwice() throws IOException {
    refused(
        ErrorCode.INVALID_ARCHIVE, new Zips().file("a", 0644, "x").file("a", 0644, "y").bytes());
    refused(
        ErrorCode.INVALID_ARCHIVE, new Zips().file("a", 0644, "x").file("./a", 0644, "y").bytes());
    refused(
        ErrorCode.INVALID_ARCHIVE, new Zips().file("a", 0644, "x").file("a/b", 0644, "y").bytes());
    refused(
        ErrorCode.INVALID_ARCHIVE, new Zips().file("a/b", 0644, "x").file("a", 0644, "y").bytes());
    accepted(new Zips().file("a", 0644, "x").file("A", 0644, "y").bytes());
  }

  @Test
  void shouldRefuseWhatIsNotAWholeArchive() throws IOException {
    byte[] good = new Zips().file("a", 0644, "some text").file("b", 0644, "more").bytes();
    refused(ErrorCode.INVALID_ARCHIVE, new byte[0]);
    refused(ErrorCode.INVALID_ARCHIVE, "this is no zip".getBytes(ISO_8859_1));
    refused(ErrorCode.INVALID_ARCHIVE, new byte[70_000]);
    refused(ErrorCode.INVALID_ARCHIVE, new Zips().bytes());
    refused(ErrorCode.INVALID_ARCHIVE, new Zips().folder("d/", 0755).bytes());
    for (int length = 1; length < good.length; length += 7) {
      refused(ErrorCode.INVALID_ARCHIVE, Arrays.copyOf(good, length));
    }
  }

  @Test
  void shouldRefuseAnUploadThatBreaksOff() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };

    refused(ErrorCode.INVALID_ARCHIVE, broken);
  }

  @Test
  void shouldRefuseWrongChecksumsAndEncryptedEntries() throws IOException {
    byte[] content = "0123456789".getBytes(ISO_8859_1);
    byte[] archive = new Zips().entry("stored", 0100644, content, ZipEntry.STORED).bytes();
    byte[] damaged = archive.clone();
    damaged[new String(archive, ISO_8859_1).indexOf("0123456789")] = 'x';
    assertThat(refused(ErrorCode.INVALID_ARCHIVE, damaged).detail()).contains("'stored'");

    byte[] encrypted = archive.clone();
    encrypted[new String(archive, ISO_8859_1).indexOf("PK\1\2") + 8] |= 1;
    assertThat(refused(ErrorCode.INVALID_ARCHIVE, encrypted).detail()).contains("encrypted");
  }

  @Test
  void shouldNotFallForAnyFlippedByte() throws IOException {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    byte[] good =
        new Zips().file("a", 0644, "text ".repeat(50)).link("b", "a").folder("c/", 0755).bytes();
    for (int i = 0; i < 150; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        store.putZip(new ByteArrayInputStream(bad));
      } catch (SluiceException e) {
        assertThat(e.code())
            .as("seed %d, try %d: %s", seed, i, e.detail())
            .isIn(ErrorCode.INVALID_ARCHIVE, ErrorCode.UNSAFE_ARCHIVE, ErrorCode.ARCHIVE_TOO_LARGE);
      }
    }
    assertThat(folder.resolve("code")).isDirectoryNotContaining("glob:**/.incoming*");
    try (var outside = Files.list(folder)) {
      assertThat(outside).as("seed %d", seed).containsExactly(folder.resolve("code"));
    }
  }

  @Test
  void shouldRefuseTooMuch() throws IOException {
    Zips many = new Zips();
    for (int i = 0; i < 51; i++) {
      many.file("f" + i, 0644, "x");
    }
    refused(ErrorCode.ARCHIVE_TOO_LARGE, many.bytes());

    String deep = "d/".repeat(51) + "f";
    refused(ErrorCode.ARCHIVE_TOO_LARGE, new Zips().file(deep, 0644, "x").bytes());

    byte[] noise = new byte[100_001];
    new Random(1).nextBytes(noise);
    refused(ErrorCode.ARCHIVE_TOO_LARGE, new Zips().file("noise", 0644, noise).bytes());
    refused(ErrorCode.INVALID_ARCHIVE, new Zips().file("n".repeat(201), 0644, "x").bytes());
    refused(ErrorCode.INVALID_ARCHIVE, new Zips().link("l", "t".repeat(201)).bytes());
  }

  @Test
  void shouldRefuseDirectoriesWithMoreEntriesThanMemory() throws IOException {
    store = new DiskCodeStore(folder.resolve("code"), CodeLimits.DEFAULT);
    Zips many = new Zips();
    for (int i = 0; i < 70_000; i++) {
      many.entry("f".repeat(100) + i, 0100644, new byte[0], ZipEntry.STORED);
    }

    assertThat(refused(ErrorCode.ARCHIVE_TOO_LARGE, many.bytes()).detail()).contains("directory");
  }

  @Test
  void shouldRefuseBombs() throws IOException {
    byte[] zeros = new byte[400_000];
    assertThat(
            refused(ErrorCode.ARCHIVE_TOO_LARGE, new Zips().file("bomb", 0644, zeros).bytes())
                .detail())
        .contains("100 times", "'bomb'");

    byte[] half = new byte[40_000];
    new Random(1).nextBytes(half);
    Zips big = new Zips().file("noise", 0644, half);
    for (int i = 0; i < 5; i++) {
      big.file("zeros" + i, 0644, new byte[100_000]);
    }
    assertThat(refused(ErrorCode.ARCHIVE_TOO_LARGE, big.bytes()).detail())
        .contains("500000 bytes", "'zeros4'");
  }

  @Test
  void shouldCountRealBytesWhateverTheHeadersSay() throws IOException {
    byte[] archive = new Zips().file("bomb", 0644, new byte[400_000]).bytes();
    int header = new String(archive, ISO_8859_1).indexOf("PK\1\2");
    // The size in the directory, little-endian: one byte.
    archive[header + 24] = 1;
    archive[header + 25] = 0;
    archive[header + 26] = 0;

    refused(ErrorCode.ARCHIVE_TOO_LARGE, archive);
  }

  @Test
  void shouldRefuseInlineFilesOutsideTheTree() throws IOException {
    SluiceException refusal =
        catchThrowableOfType(SluiceException.class, () -> store.putInline("../x.py", "x"));

    assertThat(refusal.code()).isEqualTo(ErrorCode.UNSAFE_ARCHIVE);
    requireNothingLeft();
  }

  @Test
  void shouldTakeArchivesWithoutModes() throws IOException {
    StoredCode code =
        accepted(new Zips().entry("d\\main.py", -1, new byte[] {'x'}, ZipEntry.DEFLATED).bytes());

    assertThat(store.tree(code.digest()).resolve("d/main.py")).hasContent("x");
  }
}
