package dev.sluice.store.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.Digests;
import dev.sluice.core.code.StoredCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever tree goes in as a zip comes out as it was. */
class RandomTreeTest {
  private static final int TREES = 15;
  private static final String[] PARTS = {
    "a",
    "B",
    "lib",
    "x.py",
    "index.js",
    ".hidden",
    "with space",
    "größe",
    "日本",
    "-",
    "a;b'c\"d",
    "~"
  };

  @Test
  void shouldGiveBackTheTreeThatWasPut(@TempDir Path folder) throws IOException {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    DiskCodeStore store = new DiskCodeStore(folder, CodeLimits.DEFAULT);
    for (int i = 0; i < TREES; i++) {
      SortedMap<String, String> expected = new TreeMap<>();
      byte[] zip = randomZip(random, expected);

      StoredCode code = store.putZip(new ByteArrayInputStream(zip));

      assertThat(read(store.tree(code.digest()))).as("seed %d", seed).isEqualTo(expected);
      byte[] packed = inAnotherTimeZone(() -> store.zip(code.digest()));
      assertThat(packed).as("seed %d", seed).isEqualTo(store.zip(code.digest()));
      DiskCodeStore other = new DiskCodeStore(folder.resolve("other" + i), CodeLimits.DEFAULT);
      StoredCode again = other.putZip(new ByteArrayInputStream(packed));
      assertThat(again).as("seed %d", seed).isEqualTo(code);
      assertThat(read(other.tree(again.digest()))).as("seed %d", seed).isEqualTo(expected);
      Disk.delete(folder.resolve("other" + i));
    }
  }

  @FunctionalInterface
  private interface Packing {
    byte[] pack();
  }

  private static byte[] inAnotherTimeZone(Packing packing) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/Sao_Paulo"));
    try {
      return packing.pack();
    } finally {
      TimeZone.setDefault(before);
    }
  }

  /** Makes an archive, and says what must be at each path. */
  private static byte[] randomZip(Random random, SortedMap<String, String> expected) {
    Zips zip = new Zips();
    List<String> folders = new ArrayList<>(List.of(""));
    List<String> files = new ArrayList<>();
    int entries = 1 + random.nextInt(25);
    for (int n = 0; n < entries; n++) {
      String parent = folders.get(random.nextInt(folders.size()));
      String path = parent + PARTS[random.nextInt(PARTS.length)];
      if (expected.containsKey(path)) {
        continue;
      }
      int kind = files.isEmpty() ? 0 : random.nextInt(4);
      if (kind == 1) {
        zip.folder(path + "/", 0700 + random.nextInt(0100));
        expected.put(path, "folder");
        folders.add(path + "/");
      } else if (kind == 2 && parent.isEmpty()) {
        String target = files.get(random.nextInt(files.size()));
        zip.link(path, target);
        expected.put(path, "link " + target);
      } else {
        boolean executable = random.nextBoolean();
        byte[] content = new byte[random.nextInt(5_000)];
        random.nextBytes(content);
        zip.file(path, executable ? 0755 : 0640, content);
        expected.put(path, (executable ? "executable " : "file ") + hash(content));
        files.add(path);
      }
    }
    return zip.bytes();
  }

  private static String hash(byte[] content) {
    return HexFormat.of().formatHex(Digests.sha256().digest(content));
  }

  private static Map<String, String> read(Path tree) throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(tree)) {
      for (Path path : walk.filter(p -> !p.equals(tree)).toList()) {
        String what;
        if (Files.isSymbolicLink(path)) {
          what = "link " + Files.readSymbolicLink(path);
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          what = "folder";
        } else {
          boolean executable = Files.getPosixFilePermissions(path).equals(Disk.EXECUTABLE);
          what = (executable ? "executable " : "file ") + hash(Files.readAllBytes(path));
        }
        found.put(tree.relativize(path).toString(), what);
      }
    }
    return found;
  }
}
