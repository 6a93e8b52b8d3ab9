package dev.sluice.store.code;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.code.CodeOrigin;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.code.ImageConfig;
import dev.sluice.core.code.StoredCode;
import dev.sluice.store.StoreUnavailableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Code in a folder of its own, one tree for each digest. A tree is written under a hidden name,
 * synced, and renamed: what has its final name is whole. Its files are read-only and may be linked
 * from elsewhere; they can be read by every user who knows the digest. One process may use the
 * folder at a time. Methods throw core's exception {@code STORAGE_UNAVAILABLE} when the disk fails.
 * Thread-safe.
 */
public final class DiskCodeStore implements CodeStore {
  private static final int TAR_BLOCK = 512;
  private static final int TAR_MAGIC_AT = 257;
  private static final String TAR_MAGIC = "ustar";
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{64}");
  private static final String HIDDEN = ".incoming-";

  private final Path folder;
  private final CodeLimits limits;
  private final List<Path> imageRoots;

  /** Digests put since the store was opened; also the lock under which trees come and go. */
  private final Set<String> put = new HashSet<>();

  /**
   * Opens a folder, made if missing, and removes what a killed server left half written.
   *
   * @throws StoreUnavailableException when it cannot be written
   */
  public DiskCodeStore(Path folder, CodeLimits limits) {
    this(folder, limits, List.of());
  }

  /**
   * The same, where functions may name images on the server's own disk.
   *
   * @param imageRoots folders that these lie in; none for nowhere
   */
  public DiskCodeStore(Path folder, CodeLimits limits, List<Path> imageRoots) {
    this.folder = folder.toAbsolutePath();
    this.limits = limits;
    this.imageRoots = List.copyOf(imageRoots);
    try {
      Files.createDirectories(this.folder);
      Files.setPosixFilePermissions(this.folder, Disk.PASSAGE);
      for (Path path : children()) {
        if (name(path).startsWith(HIDDEN)) {
          Disk.delete(path);
        }
      }
      Disk.sync(this.folder);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The code folder " + this.folder + " cannot be written: " + e, e);
    }
  }

  @Override
  public StoredCode putInline(String file, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean script = text.startsWith("#!");
    return store(StoredCode.Kind.INLINE, tree -> tree.file(file, script, out -> out.write(bytes)));
  }

  @Override
  public StoredCode putZip(InputStream archive) {
    try {
      Path spool = Files.createTempFile(folder, HIDDEN, ".zip");
      try {
        long bytes = spool(archive, spool);
        return store(
            StoredCode.Kind.ZIP, tree -> new ZipUnpacker(spool, bytes, limits, tree).unpack());
      } finally {
        Files.deleteIfExists(spool);
      }
    } catch (IOException e) {
      throw Refusal.disk(e);
    }
  }

  @Override
  public StoredCode putArchive(InputStream archive) {
    BufferedInputStream all = new BufferedInputStream(archive);
    all.mark(TAR_BLOCK);
    byte[] start;
    try {
      start = all.readNBytes(TAR_BLOCK);
      all.reset();
    } catch (IOException e) {
      throw Refusal.invalid("The archive did not arrive as a whole.", e);
    }
    return isTar(start) ? putImage(all) : putZip(all);
  }

  /** Whether it begins like a tar archive, or like one that is packed by gzip. */
  private static boolean isTar(byte[] start) {
    return ImageGzip.isPacked(start)
        || (start.length == TAR_BLOCK
            && new String(start, TAR_MAGIC_AT, TAR_MAGIC.length(), StandardCharsets.ISO_8859_1)
                .equals(TAR_MAGIC));
  }

  @Override
  public StoredCode putImage(InputStream archive) {
    try {
      Path spool = Files.createTempFile(folder, HIDDEN, ".tar");
      try {
        spool(archive, spool);
        return putImage(spool);
      } finally {
        Files.deleteIfExists(spool);
      }
    } catch (IOException e) {
      throw Refusal.disk(e);
    }
  }

  private StoredCode putImage(Path archive) throws IOException {
    Path tar = Files.createTempFile(folder, HIDDEN, ".tar");
    try {
      boolean packed = ImageGzip.unpack(archive, tar, limits);
      try (ImageFiles files = new ImageTarFiles(packed ? tar : archive, limits)) {
        return putImage(files);
      }
    } finally {
      Files.deleteIfExists(tar);
    }
  }

  @Override
  public StoredCode putImageAt(String path) {
    try {
      Path found = ImageRoots.resolve(imageRoots, path);
      if (!Files.isDirectory(found)) {
        if (Files.size(found) > limits.archiveBytes()) {
          throw ImageRefusal.tooLarge(
              "The image has more than " + limits.archiveBytes() + " bytes.");
        }
        return putImage(found);
      }
      try (ImageFiles files = new ImageFolderFiles(found)) {
        return putImage(files);
      }
    } catch (IOException e) {
      throw Refusal.disk(e);
    }
  }

  private StoredCode putImage(ImageFiles files) throws IOException {
    Path incoming = Files.createTempDirectory(folder, HIDDEN);
    try {
      ImageUnpacker unpacker =
          new ImageUnpacker(files, limits, System.getProperty("os.arch", "unknown"));
      ImageUnpacker.Unpacked image = unpacker.unpack(incoming);
      publish(incoming, image.digest());
      return new StoredCode(
          StoredCode.Kind.IMAGE,
          image.digest(),
          image.bytes(),
          CodeOrigin.NONE.withImage(image.image()));
    } finally {
      Disk.delete(incoming);
    }
  }

  @Override
  public ImageConfig image(String digest) {
    try {
      return ImageJson.read(tree(digest));
    } catch (IOException e) {
      throw Refusal.disk(e);
    }
  }

  @Override
  public void writeImage(String digest, OutputStream out) throws IOException {
    new ImageTar(tree(digest), digest, System.getProperty("os.arch", "unknown")).write(out);
  }

  private long spool(InputStream archive, Path spool) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(spool)) {
      int count = read(archive, buffer);
      while (count >= 0) {
        bytes += count;
        if (bytes > limits.archiveBytes()) {
          throw Refusal.tooLarge("The archive has more than " + limits.archiveBytes() + " bytes.");
        }
        out.write(buffer, 0, count);
        count = read(archive, buffer);
      }
    }
    if (bytes == 0) {
      throw Refusal.invalid("The archive is empty.", null);
    }
    return bytes;
  }

  private static int read(InputStream archive, byte[] buffer) {
    try {
      return archive.read(buffer);
    } catch (IOException e) {
      throw Refusal.invalid("The archive did not arrive as a whole.", e);
    }
  }

  @Override
  public StoredCode putTree(StoredCode.Kind kind, Path source) {
    return store(kind, tree -> new TreeCopy(source, limits, tree).copy());
  }

  /** Fills a tree. */
  @FunctionalInterface
  private interface Filling {
    void fill(TreeWriter tree) throws IOException;
  }

  private StoredCode store(StoredCode.Kind kind, Filling filling) {
    try {
      Path incoming = Files.createTempDirectory(folder, HIDDEN);
      try {
        TreeWriter tree = new TreeWriter(incoming, limits);
        filling.fill(tree);
        Layout layout = tree.finish();
        if (!layout.hasFiles()) {
          throw Refusal.invalid("There are no files in it.", null);
        }
        publish(incoming, layout.digest());
        return new StoredCode(kind, layout.digest(), layout.bytes());
      } finally {
        Disk.delete(incoming);
      }
    } catch (IOException e) {
      throw Refusal.disk(e);
    }
  }

  private void publish(Path incoming, String digest) throws IOException {
    Path target = path(digest);
    synchronized (put) {
      if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
      }
      put.add(digest);
      // Also when it was there: whoever renamed it may not have come to this line yet.
      Disk.sync(folder);
    }
  }

  @Override
  public Path tree(String digest) {
    Path tree = path(digest);
    if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      throw new SluiceException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "The code " + digest + " is not on the disk.",
          "Restore the data directory's code folder, or deploy the function again.");
    }
    return tree;
  }

  private Path path(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException("not a digest: " + digest);
    }
    return folder.resolve(digest.substring("sha256:".length()));
  }

  @Override
  public byte[] zip(String digest) {
    try {
      return TreeZip.pack(tree(digest));
    } catch (IOException e) {
      throw Refusal.disk(e);
    }
  }

  @Override
  public String inlineText(String digest) {
    try (Stream<Path> walk = Files.walk(tree(digest))) {
      List<Path> files =
          walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList();
      if (files.size() != 1) {
        throw new IllegalArgumentException(
            digest + " has " + files.size() + " files: it is not inline code");
      }
      return Files.readString(files.get(0));
    } catch (IOException e) {
      throw Refusal.disk(e);
    }
  }

  @Override
  public int removeUnused(Set<String> digestsInUse) {
    int removed = 0;
    try {
      for (Path tree : children()) {
        String digest = "sha256:" + name(tree);
        if (FOLDER.matcher(name(tree)).matches()
            && !digestsInUse.contains(digest)
            && remove(tree, digest)) {
          removed++;
        }
      }
    } catch (IOException e) {
      throw Refusal.disk(e);
    }
    return removed;
  }

  /** Takes the name away in one step, so that no half removed tree is ever taken for whole. */
  private boolean remove(Path tree, String digest) throws IOException {
    Path hidden = Files.createTempDirectory(folder, HIDDEN);
    try {
      synchronized (put) {
        if (put.contains(digest)) {
          return false;
        }
        Files.move(tree, hidden, StandardCopyOption.ATOMIC_MOVE);
      }
      return true;
    } finally {
      Disk.delete(hidden);
    }
  }

  private List<Path> children() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
