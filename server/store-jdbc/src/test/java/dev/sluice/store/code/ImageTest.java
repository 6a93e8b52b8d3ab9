package dev.sluice.store.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.code.ImageConfig;
import dev.sluice.core.code.StoredCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are taken. */
class ImageTest {
  private static final String SCRIPT = "#!/bin/sh\n";

  @TempDir Path folder;
  private DiskCodeStore store;

  @BeforeEach
  void open() {
    store = new DiskCodeStore(folder.resolve("code"), CodeLimits.DEFAULT, List.of(roots()));
  }

  private Path roots() {
    return folder.resolve("roots");
  }

  @AfterEach
  void removeReadOnlyFolders() throws IOException {
    Disk.delete(folder.resolve("code"));
  }

  private static LayerBuilder base() throws IOException {
    return new LayerBuilder().folder("bin").program("bin/run", SCRIPT);
  }

  private StoredCode put(ImageBuilder image) throws IOException {
    return store.putImage(new ByteArrayInputStream(image.tar()));
  }

  private Path root(StoredCode code) {
    return store.tree(code.digest()).resolve(ImageConfig.ROOT);
  }

  private SortedSet<String> paths(StoredCode code) throws IOException {
    Path root = root(code);
    try (Stream<Path> walk = Files.walk(root)) {
      SortedSet<String> paths = new TreeSet<>();
      walk.filter(path -> !path.equals(root))
          .forEach(p -> paths.add(root.relativize(p).toString()));
      return paths;
    }
  }

  @Test
  void shouldUnpackLayersHoweverTheyArePacked() throws Exception {
    ImageBuilder image =
        ImageBuilder.running("/bin/run", "-x")
            .layer(base().plain())
            .layer(new LayerBuilder().file("etc/a", "a").gzip())
            .layer(new LayerBuilder().file("etc/b", "b").zstd());
    image.config.withArray("Cmd").add("arg");
    image.config.withArray("Env").add("A=1").add("B=x=y");
    image.config.put("WorkingDir", "/etc");
    StoredCode code = put(image);
    assertThat(code.kind()).isEqualTo(StoredCode.Kind.IMAGE);
    assertThat(paths(code)).containsExactly("bin", "bin/run", "etc", "etc/a", "etc/b");
    assertThat(code.origin().revision())
        .isEqualTo(
            ImageBuilder.JSON
                .readTree(image.files.get("index.json"))
                .at("/manifests/0/digest")
                .asText());
    assertThat(store.image(code.digest()))
        .isEqualTo(
            new ImageConfig(
                List.of("/bin/run", "-x"), List.of("arg"), Map.of("A", "1", "B", "x=y"), "/etc"));
  }

  @Test
  void shouldKeepNothingOfModesButWhetherAFileCanRun() throws Exception {
    Path root = root(put(ImageBuilder.running("/bin/run").layer(base().file("a", "a").gzip())));
    assertThat(Files.getPosixFilePermissions(root.resolve("bin/run"))).isEqualTo(Disk.EXECUTABLE);
    assertThat((int) Files.getAttribute(root.resolve("bin/run"), "unix:mode") & 07000).isZero();
    assertThat(Files.getPosixFilePermissions(root.resolve("a"))).isEqualTo(Disk.READ_ONLY);
  }

  @Test
  void shouldApplyWhiteoutsToLowerLayersOnly() throws Exception {
    StoredCode code =
        put(
            ImageBuilder.running("/bin/run")
                .layer(
                    base()
                        .file("gone", "1")
                        .file("d/old", "1")
                        .file("d/sub/old", "1")
                        .file("e/old", "1")
                        .gzip())
                .layer(
                    new LayerBuilder()
                        .file("d/new", "2")
                        .file("d/.wh..wh..opq", "")
                        .file(".wh.gone", "")
                        .file("e/.wh.old", "")
                        .file("e/.wh.never", "")
                        .file(".wh..wh.plnk", "")
                        .gzip()));
    assertThat(paths(code)).containsExactly("bin", "bin/run", "d", "d/new", "e");
  }

  @Test
  void shouldReplaceFilesByFoldersAndBack() throws Exception {
    StoredCode code =
        put(
            ImageBuilder.running("/bin/run")
                .layer(base().file("a/x", "1").file("b", "1").gzip())
                .layer(new LayerBuilder().file("a", "2").folder("b").file("b/y", "2").gzip()));
    assertThat(paths(code)).containsExactly("a", "b", "b/y", "bin", "bin/run");
  }

  @Test
  void shouldWriteThroughLinksInsideOfTheRootOnly() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    StoredCode code =
        put(
            ImageBuilder.running("/sbin/run")
                .layer(
                    base()
                        .link("sbin", "bin")
                        .link("out", outside.toString())
                        .link("up", "../../../../../..")
                        .gzip())
                .layer(
                    new LayerBuilder()
                        .file("sbin/more", "2")
                        .file("out/x", "2")
                        .file("up/y", "2")
                        .gzip()));
    assertThat(outside).isEmptyDirectory();
    assertThat(Files.readString(root(code).resolve("bin/more"))).isEqualTo("2");
    assertThat(paths(code)).contains(outside.toString().substring(1) + "/x", "y");
    assertThat(Files.readSymbolicLink(root(code).resolve("up"))).hasToString("../../../../../..");
  }

  @Test
  void shouldTakeAwayNothingOutsideOfTheRoot() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("x"), "kept");
    StoredCode code =
        put(
            ImageBuilder.running("/bin/run")
                .layer(base().folder("d").file("d/x", "1").gzip())
                .layer(new LayerBuilder().file(".wh.d", "").link("d", outside.toString()).gzip())
                .layer(new LayerBuilder().file("d/.wh.x", "").file("d/.wh..wh..opq", "").gzip()));
    assertThat(outside.resolve("x")).hasContent("kept");
    assertThat(Files.isSymbolicLink(root(code).resolve("d"))).isTrue();
  }

  @Test
  void shouldCountWhatHasSeveralNamesOnce() throws Exception {
    StoredCode code =
        put(ImageBuilder.running("/bin/two").layer(base().hardLink("bin/two", "bin/run").gzip()));
    assertThat(code.sizeBytes()).isEqualTo(SCRIPT.length());
    assertThat(Files.getAttribute(root(code).resolve("bin/run"), "unix:nlink")).isEqualTo(2);
  }

  @Test
  void shouldLeaveDevicesOut() throws Exception {
    StoredCode code = put(ImageBuilder.running("/bin/run").layer(base().device("sda").gzip()));
    assertThat(paths(code)).doesNotContain("sda");
  }

  @Test
  void shouldChooseTheImageForThisMachineAlsoInAnIndexOfAnIndex() throws Exception {
    ImageBuilder other = ImageBuilder.running("/bin/other").architecture("s390x");
    var foreign = other.layer(base().gzip()).manifest();
    foreign.putObject("platform").put("os", "linux").put("architecture", "s390x");
    var unknown = foreign.deepCopy();
    unknown.putObject("platform").put("os", "unknown").put("architecture", "unknown");
    ImageBuilder image = ImageBuilder.running("/bin/run").layer(base().gzip());
    var inner = ImageBuilder.indexOf(foreign, unknown, image.manifest());
    image.files.putAll(other.files);
    image.index(image.blob("index.v1+json", ImageBuilder.JSON.writeValueAsBytes(inner)));
    assertThat(store.image(put(image).digest()).entrypoint()).containsExactly("/bin/run");
  }

  @Test
  void shouldTakeArchivesThatArePackedAsAWholeAndTellZipsFromThem() throws Exception {
    byte[] tar = ImageBuilder.running("/bin/run").layer(base().plain()).tar();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(tar);
    }
    StoredCode plain = store.putArchive(new ByteArrayInputStream(tar));
    assertThat(store.putArchive(new ByteArrayInputStream(packed.toByteArray()))).isEqualTo(plain);
  }

  @Test
  void shouldGiveBackAnImageThatIsTheSame() throws Exception {
    ImageBuilder image =
        ImageBuilder.running("/bin/run")
            .layer(
                base()
                    .link("sbin", "/bin")
                    .hardLink("bin/two", "bin/run")
                    .folder("empty")
                    .file("ä", "ü")
                    .gzip());
    image.config.withArray("Env").add("Z=1").add("A=2");
    StoredCode code = put(image);
    ByteArrayOutputStream given = new ByteArrayOutputStream();
    store.writeImage(code.digest(), given);
    try (DiskCodeStoreCopy other = new DiskCodeStoreCopy(folder.resolve("other"))) {
      StoredCode again = other.store().putImage(new ByteArrayInputStream(given.toByteArray()));
      assertThat(again.digest()).isEqualTo(code.digest());
    }
  }

  /** Another store. */
  private record DiskCodeStoreCopy(Path at) implements AutoCloseable {
    DiskCodeStore store() {
      return new DiskCodeStore(at, CodeLimits.DEFAULT);
    }

    @Override
    public void close() throws IOException {
      Disk.delete(at);
    }
  }

  @Test
  void shouldTakeImagesOnItsOwnDiskOnlyFromWhereItMay() throws Exception {
    Path layout = Files.createDirectories(roots().resolve("web"));
    ImageBuilder image = ImageBuilder.running("/bin/run").layer(base().gzip());
    image.write(layout);
    Path tar = Files.write(roots().resolve("web.tar"), image.packed());
    StoredCode code = put(image);
    assertThat(store.putImageAt(layout.toString())).isEqualTo(code);
    assertThat(store.putImageAt(tar.toString())).isEqualTo(code);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    image.write(elsewhere);
    Files.createSymbolicLink(roots().resolve("link"), elsewhere);
    for (String path :
        List.of(
            elsewhere.toString(),
            roots() + "/../elsewhere",
            roots().resolve("link").toString(),
            "web",
            "/etc/passwd",
            "a\0b")) {
      assertThat(refused(path).code()).as(path).isEqualTo(ErrorCode.IMAGE_PATH_NOT_ALLOWED);
    }
    assertThat(refused(roots() + "/none").code()).isEqualTo(ErrorCode.CODE_NOT_FOUND);
    Path blobs = layout.resolve("blobs/sha256");
    try (Stream<Path> all = Files.list(blobs)) {
      Path blob = all.findFirst().orElseThrow();
      Files.move(blob, folder.resolve("blob"));
      Files.createSymbolicLink(blob, folder.resolve("blob"));
    }
    assertThat(refused(layout.toString()).code()).isEqualTo(ErrorCode.INVALID_IMAGE);
  }

  private SluiceException refused(String path) {
    return catchThrowableOfType(SluiceException.class, () -> store.putImageAt(path));
  }

  @Test
  void shouldRemoveImagesThatNobodyUses() throws Exception {
    StoredCode code = put(ImageBuilder.running("/bin/run").layer(base().link("a", "/").gzip()));
    DiskCodeStore next = new DiskCodeStore(folder.resolve("code"), CodeLimits.DEFAULT);
    assertThat(next.removeUnused(Set.of(code.digest()))).isZero();
    assertThat(next.removeUnused(Set.of())).isEqualTo(1);
    assertThat(Files.exists(folder.resolve("code"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }
}
