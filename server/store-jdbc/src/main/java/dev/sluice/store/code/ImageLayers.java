package dev.sluice.store.code;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.core.Digests;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Applies the layers of an image to a tree, one after the other. Contents go into files whose names
 * are numbers, so that no path of the image is used on the disk here; sizes are counted while they
 * are unpacked. Devices, pipes and owners are left out, and of the modes all but the executable
 * bit. Not thread-safe.
 */
final class ImageLayers {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";
  private static final String OTHER_MARKS = ".wh..wh.";
  private static final int MAX_NAME_BYTES = 255;

  /** What data that is packed by zstd begins with. */
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private final ImageTree tree;
  private final Path contents;
  private final CodeLimits limits;
  private final long archiveBytes;
  private final byte[] buffer = new byte[64 << 10];
  private int layer;
  private int entries;
  private long unpacked;

  /**
   * Fills a tree.
   *
   * @param contents an empty folder for what is in its files
   * @param archiveBytes size of all that the layers come from
   */
  ImageLayers(ImageTree tree, Path contents, CodeLimits limits, long archiveBytes) {
    this.tree = tree;
    this.contents = contents;
    this.limits = limits;
    this.archiveBytes = archiveBytes;
  }

  /**
   * Applies the next layer.
   *
   * @throws dev.sluice.core.SluiceException when it is refused
   * @throws IOException when the disk fails
   */
  void apply(ImageBlobs.Blob blob, String digest) throws IOException {
    layer++;
    try {
      HeadBudget data = new HeadBudget(inflated(blob.stream()));
      try (TarArchiveInputStream tar = new TarArchiveInputStream(data, "UTF-8")) {
        for (TarArchiveEntry entry = next(tar, data); entry != null; entry = next(tar, data)) {
          add(entry, tar, data);
        }
        blob.verify();
      }
    } catch (Damaged | IllegalArgumentException e) {
      throw ImageRefusal.invalid("The layer " + digest + " is damaged or cut off.", e);
    }
  }

  /**
   * What a layer is packed by is seen by its first bytes; what it says of itself is often wrong.
   */
  private static InputStream inflated(InputStream packed) throws Damaged {
    BufferedInputStream in = new BufferedInputStream(packed, 64 << 10);
    try {
      in.mark(ZSTD.length);
      byte[] start = in.readNBytes(ZSTD.length);
      in.reset();
      if (ImageGzip.isPacked(start)) {
        return new GZIPInputStream(in, 64 << 10);
      }
      return Arrays.equals(start, ZSTD) ? zstd(in) : in;
    } catch (IOException e) {
      throw new Damaged(e);
    }
  }

  private static InputStream zstd(InputStream in) throws IOException {
    try {
      return new ZstdInputStream(in);
    } catch (LinkageError e) {
      throw ImageRefusal.unsupported(
          "A layer of the image is packed by zstd, which this server's machine cannot unpack: "
              + e.getMessage(),
          "Pack the layers by gzip: 'docker buildx build --output type=oci,compression=gzip'.");
    }
  }

  private static TarArchiveEntry next(TarArchiveInputStream tar, HeadBudget data) throws Damaged {
    data.begin();
    try {
      return tar.getNextEntry();
    } catch (IOException e) {
      throw new Damaged(e);
    } finally {
      data.lift();
    }
  }

  private void add(TarArchiveEntry entry, TarArchiveInputStream tar, HeadBudget data)
      throws IOException, Damaged {
    if (++entries > limits.entries()) {
      throw ImageRefusal.tooLarge(
          "The layers of the image have more than " + limits.entries() + " entries.");
    }
    String path = path(entry.getName());
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.startsWith(WHITEOUT)) {
      whiteout(path, name);
    } else if (entry.isDirectory()) {
      tree.folder(path, layer);
    } else if (path.isEmpty()) {
      throw ImageRefusal.unsafe(entry.getName(), "has no name");
    } else if (entry.isSymbolicLink()) {
      tree.add(path, new ImageTree.Link(layer, target(entry)));
    } else if (entry.isLink()) {
      String target = path(entry.getLinkName());
      tree.add(path, new ImageTree.File(layer, tree.content(path, target, layer)));
    } else if (!entry.isCharacterDevice() && !entry.isBlockDevice() && !entry.isFIFO()) {
      data.lift();
      boolean executable = (entry.getMode() & 0111) != 0;
      tree.add(path, new ImageTree.File(layer, content(tar, executable, path)));
    }
  }

  private void whiteout(String path, String name) {
    String folder = path.substring(0, path.length() - name.length());
    if (name.equals(OPAQUE)) {
      tree.removeContent(folder, layer);
    } else if (!name.startsWith(OTHER_MARKS)) {
      String gone = name.substring(WHITEOUT.length());
      if (gone.isEmpty() || gone.equals(".") || gone.equals("..")) {
        throw ImageRefusal.unsafe(path, "takes away what has no name");
      }
      tree.remove(folder + gone, layer);
    }
  }

  private String target(TarArchiveEntry entry) {
    String target = entry.getLinkName();
    if (target.isEmpty()
        || target.indexOf('\0') >= 0
        || target.getBytes(StandardCharsets.UTF_8).length > 4 * limits.pathBytes()) {
      throw ImageRefusal.unsafe(entry.getName(), "is a link with no target, or one too long");
    }
    return target;
  }

  /** The path of a name: parts joined by single slashes, none of them {@code .} or {@code ..}. */
  private String path(String name) {
    if (name.indexOf('\0') >= 0) {
      throw ImageRefusal.unsafe(name, "has a NUL character in its name");
    }
    if (name.startsWith("/")) {
      throw ImageRefusal.unsafe(name, "has an absolute path");
    }
    StringBuilder path = new StringBuilder();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        throw ImageRefusal.unsafe(name, "goes up with '..'");
      }
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
        throw ImageRefusal.unsafe(name, "has a part of more than 255 bytes");
      }
      path.append(path.isEmpty() ? "" : "/").append(part);
    }
    if (path.toString().getBytes(StandardCharsets.UTF_8).length > limits.pathBytes()) {
      throw ImageRefusal.unsafe(name, "has a path of more than " + limits.pathBytes() + " bytes");
    }
    return path.toString();
  }

  private ImageTree.Content content(TarArchiveInputStream tar, boolean executable, String path)
      throws IOException, Damaged {
    Path at = contents.resolve(Integer.toString(entries));
    MessageDigest sha = Digests.sha256();
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(at)) {
      for (int count = read(tar); count >= 0; count = read(tar)) {
        bytes += count;
        unpacked += count;
        requireSmall(path);
        sha.update(buffer, 0, count);
        out.write(buffer, 0, count);
      }
    }
    return new ImageTree.Content(at, executable, HexFormat.of().formatHex(sha.digest()), bytes);
  }

  private int read(TarArchiveInputStream tar) throws Damaged {
    try {
      return tar.read(buffer);
    } catch (IOException e) {
      throw new Damaged(e);
    }
  }

  private void requireSmall(String path) {
    if (unpacked > limits.unpackedBytes()) {
      throw ImageRefusal.tooLarge(
          "The image unpacks to more than "
              + limits.unpackedBytes()
              + " bytes; the limit was reached in the entry "
              + Refusal.quote(path)
              + ".");
    }
    if (unpacked > limits.ratioFreeBytes() && unpacked / limits.ratio() > archiveBytes) {
      throw ImageRefusal.tooLarge(
          "The image unpacks to more than "
              + limits.ratio()
              + " times its size; the limit was reached in the entry "
              + Refusal.quote(path)
              + ".");
    }
  }

  /** The data of a layer is not what it should be: the fault of the image, and not of the disk. */
  private static final class Damaged extends Exception {
    private static final long serialVersionUID = 1;

    Damaged(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Bounds what is read between two entries, which is kept in memory: names and attributes can be
   * as long as they say. Not thread-safe.
   */
  private static final class HeadBudget extends InputStream {
    private static final long MOST = 1 << 20;

    private final InputStream in;
    private long budget = Long.MAX_VALUE;

    HeadBudget(InputStream in) {
      this.in = in;
    }

    void begin() {
      budget = MOST;
    }

    void lift() {
      budget = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      budget -= Math.max(count, 0);
      if (budget < 0) {
        throw new IOException("what is said of an entry is too long");
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
