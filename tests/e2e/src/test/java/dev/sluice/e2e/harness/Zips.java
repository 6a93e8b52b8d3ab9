package dev.sluice.e2e.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Builds zip archives, also such as no honest tool would write. Not thread-safe. */
public final class Zips {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes);

  /** A file with mode 0644. */
  public Zips file(String name, String text) {
    return file(name, text, 0644);
  }

  /** A file with this unix mode. */
  public Zips file(String name, String text, int mode) {
    return entry(name, text.getBytes(StandardCharsets.UTF_8), UnixStat.FILE_FLAG | mode);
  }

  /** A file of bytes with mode 0644. */
  public Zips file(String name, byte[] content) {
    return entry(name, content, UnixStat.FILE_FLAG | 0644);
  }

  /** A symbolic link. */
  public Zips link(String name, String target) {
    return entry(name, target.getBytes(StandardCharsets.UTF_8), UnixStat.LINK_FLAG | 0777);
  }

  /** A file of so many zero bytes, which take next to no room in the archive. */
  public Zips zeros(String name, long size) {
    try {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setUnixMode(UnixStat.FILE_FLAG | 0644);
      out.putArchiveEntry(entry);
      byte[] block = new byte[1 << 16];
      for (long left = size; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
      out.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Zips entry(String name, byte[] content, int mode) {
    try {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setUnixMode(mode);
      entry.setMethod(ZipArchiveEntry.DEFLATED);
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setCrc(crc.getValue());
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The archive. */
  public byte[] build() {
    try {
      out.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
