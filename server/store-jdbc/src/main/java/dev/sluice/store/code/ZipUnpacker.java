package dev.sluice.store.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks one zip archive, believing nothing it says about itself: sizes are counted, checksums
 * computed. The modes are those of the archive's directory. Not thread-safe.
 */
final class ZipUnpacker {
  private static final int TYPE_MASK = 0170000;
  private static final int EXECUTE_MASK = 0111;

  private final Path archive;
  private final long archiveBytes;
  private final CodeLimits limits;
  private final TreeWriter tree;
  private final byte[] buffer = new byte[64 << 10];
  private long unpacked;

  ZipUnpacker(Path archive, long archiveBytes, CodeLimits limits, TreeWriter tree) {
    this.archive = archive;
    this.archiveBytes = archiveBytes;
    this.limits = limits;
    this.tree = tree;
  }

  /**
   * Unpacks everything into the tree.
   *
   * @throws dev.sluice.core.SluiceException when the archive is refused
   * @throws IOException when the disk fails
   */
  void unpack() throws IOException {
    try (ZipFile zip = open()) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
      if (entries.size() > limits.entries()) {
        throw Refusal.tooLarge("The archive has more than " + limits.entries() + " entries.");
      }
      for (ZipArchiveEntry entry : entries) {
        unpack(zip, entry);
      }
    }
  }

  /** Opens the archive, with a bound on what its directory makes us read and remember. */
  private ZipFile open() throws IOException {
    // The search for the directory reads four bytes at each of the last 64 Ki positions; an entry
    // of it has 46 bytes, a name and extra fields.
    long budget = (512 << 10) + limits.entries() * 400L;
    BudgetChannel channel = new BudgetChannel(Files.newByteChannel(archive), budget);
    try {
      ZipFile zip =
          ZipFile.builder()
              .setSeekableByteChannel(channel)
              .setCharset(StandardCharsets.UTF_8)
              .setIgnoreLocalFileHeader(true)
              .get();
      channel.lift();
      return zip;
    } catch (IOException | RuntimeException e) {
      channel.close();
      if (channel.isSpent()) {
        throw Refusal.tooLarge("The archive's directory of entries is too large.");
      }
      throw Refusal.invalid("The data is not a zip archive, or only a part of one.", e);
    }
  }

  private void unpack(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    String name = entry.getName();
    EntryPath.parse(name, limits.pathBytes());
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw Refusal.invalidEntry(name, "is encrypted", null);
    }
    if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
      throw Refusal.invalidEntry(name, "is compressed by another method than deflate", null);
    }
    // Zero where the archive was made by a program that knows no modes.
    int mode = entry.getUnixMode();
    switch (mode & TYPE_MASK) {
      case UnixStat.LINK_FLAG -> tree.link(name, target(zip, entry));
      case UnixStat.DIR_FLAG -> folder(entry);
      case UnixStat.FILE_FLAG, 0 -> {
        if (entry.isDirectory()) {
          folder(entry);
        } else {
          boolean executable = (mode & EXECUTE_MASK) != 0;
          tree.file(name, executable, out -> copy(zip, entry, out, Long.MAX_VALUE));
        }
      }
      default -> throw Refusal.unsafe(name, "is neither file, folder nor link");
    }
  }

  private void folder(ZipArchiveEntry entry) throws IOException {
    if (entry.getSize() > 0) {
      throw Refusal.invalidEntry(entry.getName(), "is a folder with content", null);
    }
    tree.folder(entry.getName());
  }

  private String target(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    copy(zip, entry, target, limits.pathBytes());
    return target.toString(StandardCharsets.UTF_8);
  }

  /** Inflates an entry; whatever goes wrong with the archive is its fault, not the disk's. */
  private void copy(ZipFile zip, ZipArchiveEntry entry, OutputStream out, long most)
      throws IOException {
    CRC32 crc = new CRC32();
    long bytes = 0;
    try (InputStream in = content(zip, entry)) {
      int count = read(in, entry);
      while (count >= 0) {
        bytes += count;
        unpacked += count;
        requireSmall(entry, bytes, most);
        crc.update(buffer, 0, count);
        out.write(buffer, 0, count);
        count = read(in, entry);
      }
    }
    if (bytes != entry.getSize() || crc.getValue() != entry.getCrc()) {
      throw Refusal.invalidEntry(entry.getName(), "is damaged: its checksum is wrong", null);
    }
  }

  private static InputStream content(ZipFile zip, ZipArchiveEntry entry) {
    try {
      InputStream content = zip.getInputStream(entry);
      if (content == null) {
        throw Refusal.invalidEntry(entry.getName(), "has no content", null);
      }
      return content;
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.invalidEntry(entry.getName(), "is damaged", e);
    }
  }

  private int read(InputStream in, ZipArchiveEntry entry) {
    try {
      return in.read(buffer);
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.invalidEntry(entry.getName(), "is damaged", e);
    }
  }

  private void requireSmall(ZipArchiveEntry entry, long bytes, long most) {
    String name = Refusal.quote(entry.getName());
    if (bytes > most) {
      throw Refusal.invalidEntry(entry.getName(), "is a link with a target too long", null);
    }
    if (unpacked > limits.unpackedBytes()) {
      throw Refusal.tooLarge(
          "The archive unpacks to more than "
              + limits.unpackedBytes()
              + " bytes; the limit was reached in the entry "
              + name
              + ".");
    }
    if (unpacked > limits.ratioFreeBytes() && unpacked / limits.ratio() > archiveBytes) {
      throw Refusal.tooLarge(
          "The archive unpacks to more than "
              + limits.ratio()
              + " times its size; the limit was reached in the entry "
              + name
              + ".");
    }
  }
}
