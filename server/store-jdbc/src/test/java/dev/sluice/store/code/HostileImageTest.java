package dev.sluice.store.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are refused, each with its code, and of which nothing is left. */
class HostileImageTest {
  private static final CodeLimits SMALL = new CodeLimits(4 << 20, 8 << 20, 50, 100, 1 << 20, 1_024);

  @TempDir Path folder;
  private DiskCodeStore store;

  @BeforeEach
  void open() {
    store = new DiskCodeStore(folder.resolve("code"), SMALL);
  }

  @AfterEach
  void shouldHaveLeftNothing() throws IOException {
    try (Stream<Path> left = Files.list(folder.resolve("code"))) {
      assertThat(left).isEmpty();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("code"));
    }
  }

  private static LayerBuilder base() throws IOException {
    return new LayerBuilder().program("bin/run", "#!/bin/sh\n");
  }

  private void refuse(ErrorCode code, String words, byte[] archive) {
    SluiceException refused =
        catchThrowableOfType(
            SluiceException.class, () -> store.putImage(new ByteArrayInputStream(archive)));
    assertThat(refused).isNotNull();
    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
    assertThat(refused.getMessage()).contains(words);
  }

  private void refuseLayer(ErrorCode code, String words, LayerBuilder layer) throws IOException {
    refuse(code, words, ImageBuilder.running("/bin/run").layer(layer.gzip()).tar());
  }

  @Test
  void shouldRefuseWhatIsNoLayout() throws Exception {
    refuse(ErrorCode.INVALID_ARCHIVE, "empty", new byte[0]);
    refuse(ErrorCode.INVALID_IMAGE, "oci-layout", "text".getBytes(StandardCharsets.UTF_8));
    refuse(ErrorCode.INVALID_IMAGE, "gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0});
    ImageBuilder image = ImageBuilder.running("/bin/run").layer(base().gzip());
    image.tar();
    image.files.remove("oci-layout");
    refuse(ErrorCode.INVALID_IMAGE, "oci-layout", image.packed());
    image.files.put("manifest.json", "[]".getBytes(StandardCharsets.UTF_8));
    refuse(ErrorCode.INVALID_IMAGE, "before version 25", image.packed());
    image.files.put("oci-layout", "{}".getBytes(StandardCharsets.UTF_8));
    refuse(ErrorCode.INVALID_IMAGE, "no version", image.packed());
    image.files.put("oci-layout", "[".getBytes(StandardCharsets.UTF_8));
    refuse(ErrorCode.INVALID_IMAGE, "no JSON", image.packed());
  }

  @Test
  void shouldRefuseAnImageForAnotherMachine() throws Exception {
    ImageBuilder image = ImageBuilder.running("/bin/run").layer(base().gzip()).architecture("vax");
    refuse(ErrorCode.IMAGE_UNSUPPORTED, "linux/vax", image.tar());
    refuse(ErrorCode.IMAGE_UNSUPPORTED, "no image", new ImageBuilder().index().packed());
  }

  @Test
  void shouldRefuseSeveralImages() throws Exception {
    ImageBuilder one = ImageBuilder.running("/bin/run").layer(base().gzip());
    ImageBuilder two = ImageBuilder.running("/bin/run", "2").layer(base().gzip());
    var second = two.manifest();
    one.index(one.manifest(), second);
    one.files.putAll(two.files);
    refuse(ErrorCode.INVALID_IMAGE, "2 images", one.packed());
  }

  @Test
  void shouldRefuseBlobsThatAreNotWhatTheirDigestSays() throws Exception {
    ImageBuilder image = ImageBuilder.running("/bin/run").layer(base().plain());
    image.tar();
    for (String name : List.copyOf(image.files.keySet())) {
      if (name.startsWith("blobs/")) {
        byte[] right = image.files.get(name);
        byte[] wrong = Arrays.copyOf(right, right.length + 1);
        wrong[right.length] = ' ';
        image.files.put(name, wrong);
        refuse(ErrorCode.INVALID_IMAGE, "has the digest", image.packed());
        image.files.remove(name);
        refuse(ErrorCode.INVALID_IMAGE, "is missing", image.packed());
        image.files.put(name, right);
      }
    }
    var odd = ImageBuilder.JSON.createObjectNode().put("digest", "sha256:../../../etc/passwd");
    refuse(ErrorCode.INVALID_IMAGE, "64 hex digits", new ImageBuilder().index(odd).packed());
  }

  @Test
  void shouldRefuseLayersThatAreCutOff() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    byte[] gzip = base().file("noise", 0644, noise).gzip();
    byte[] plain = base().file("noise", 0644, noise).plain();
    for (byte[] layer : List.of(gzip, plain)) {
      refuse(
          ErrorCode.INVALID_IMAGE,
          "cut off",
          ImageBuilder.running("/bin/run").layer(Arrays.copyOf(layer, 50_000)).tar());
    }
  }

  @Test
  void shouldRefusePathsThatLeaveTheRoot() throws Exception {
    refuseLayer(ErrorCode.UNSAFE_ARCHIVE, "goes up", base().file("../x", "1"));
    refuseLayer(ErrorCode.UNSAFE_ARCHIVE, "goes up", base().file("a/../../x", "1"));
    refuseLayer(ErrorCode.UNSAFE_ARCHIVE, "absolute", base().file("/x", "1"));
    refuseLayer(ErrorCode.UNSAFE_ARCHIVE, "goes up", base().hardLink("x", "../../x"));
    refuseLayer(ErrorCode.UNSAFE_ARCHIVE, "no file of the image", base().hardLink("x", "none"));
    refuseLayer(ErrorCode.UNSAFE_ARCHIVE, "absolute", base().hardLink("x", "/etc/passwd"));
    refuseLayer(
        ErrorCode.UNSAFE_ARCHIVE,
        "no file of the image",
        base().link("out", folder.toString()).hardLink("x", "out/code"));
    refuseLayer(ErrorCode.UNSAFE_ARCHIVE, "no name", base().file(".wh...", ""));
    refuseLayer(ErrorCode.UNSAFE_ARCHIVE, "no name", base().file(".wh.", ""));
    refuseLayer(
        ErrorCode.UNSAFE_ARCHIVE, "circles", base().link("a", "b").link("b", "a").file("a/x", ""));
    refuseLayer(ErrorCode.INVALID_IMAGE, "below a file", base().file("a", "").file("a/b", ""));
  }

  @Test
  void shouldRefuseTooMuch() throws Exception {
    refuseLayer(
        ErrorCode.ARCHIVE_TOO_LARGE,
        "times its size",
        base().file("bomb", 0644, new byte[4 << 20]));
    LayerBuilder many = base();
    for (int i = 0; i < 60; i++) {
      many.file("f" + i, "");
    }
    refuseLayer(ErrorCode.ARCHIVE_TOO_LARGE, "more than 50 entries", many);
    refuseLayer(
        ErrorCode.ARCHIVE_TOO_LARGE,
        "more than 50 entries",
        base().file("a/".repeat(60) + "b", ""));
    refuse(ErrorCode.ARCHIVE_TOO_LARGE, "more than 4194304 bytes", new byte[5 << 20]);
    byte[] noise = new byte[900_000];
    new Random(7).nextBytes(noise);
    ImageBuilder image = ImageBuilder.running("/bin/run").layer(base().gzip());
    byte[] layer = new LayerBuilder().file("x", 0644, noise).gzip();
    for (int i = 0; i < 10; i++) {
      // The same blob again and again, which is in the archive once.
      image.layer(layer);
    }
    refuse(ErrorCode.ARCHIVE_TOO_LARGE, "more than 8388608 bytes", image.tar());
  }

  @Test
  void shouldRefuseAttributesOfAnEntryThatFillTheMemory() throws Exception {
    refuseLayer(ErrorCode.INVALID_IMAGE, "damaged", base().remark("x", "r".repeat(2 << 20)));
  }

  @Test
  void shouldRefuseWhatCannotRun() throws Exception {
    refuse(ErrorCode.INVALID_IMAGE, "Entrypoint", new ImageBuilder().layer(base().gzip()).tar());
    for (String program : List.of("/bin/none", "/bin", "none", "bin/none")) {
      refuse(
          ErrorCode.INVALID_IMAGE,
          "'" + program + "' is",
          ImageBuilder.running(program).layer(base().gzip()).tar());
    }
    refuse(
        ErrorCode.INVALID_IMAGE,
        "not executable",
        ImageBuilder.running("/a").layer(base().file("a", "").gzip()).tar());
    ImageBuilder lost = ImageBuilder.running("/bin/run").layer(base().gzip());
    lost.config.put("WorkingDir", "/none");
    refuse(ErrorCode.INVALID_IMAGE, "WorkingDir '/none'", lost.tar());
    ImageBuilder odd = ImageBuilder.running("/bin/run").layer(base().gzip());
    odd.config.withArray("Cmd").add(7);
    refuse(ErrorCode.INVALID_IMAGE, "Cmd", odd.tar());
  }
}
