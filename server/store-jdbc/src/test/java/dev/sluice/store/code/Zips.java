package dev.sluice.store.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Makes archives, also hostile ones. */
final class Zips {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes);

  Zips file(String name, int mode, String content) {
    return file(name, mode, content.getBytes(StandardCharsets.UTF_8));
  }

  Zips file(String name, int mode, byte[] content) {
    return entry(name, UnixStat.FILE_FLAG | mode, content, ZipEntry.DEFLATED);
  }

  Zips folder(String name, int mode) {
    return entry(name, UnixStat.DIR_FLAG | mode, new byte[0], ZipEntry.DEFLATED);
  }

  Zips link(String name, String target) {
    return entry(
        name,
        UnixStat.LINK_FLAG | 0777,
        target.getBytes(StandardCharsets.UTF_8),
        ZipEntry.DEFLATED);
  }

  /** Any type and mode; -1 for an archive of a program that knows no modes. */
  Zips entry(String name, int mode, byte[] content, int method) {
    try {
      ZipArchiveEntry entry = new RawNameEntry(name, mode);
      entry.setMethod(method);
      if (method == ZipEntry.STORED) {
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
      }
      zip.putArchiveEntry(entry);
      zip.write(content);
      zip.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An entry that keeps the name it is given. */
  private static final class RawNameEntry extends ZipArchiveEntry {
    RawNameEntry(String name, int mode) {
      super("x");
      if (mode >= 0) {
        // First: in an entry without modes a backslash becomes a slash.
        setUnixMode(mode);
      }
      super.setName(name, name.getBytes(StandardCharsets.UTF_8));
    }
  }

  byte[] bytes() {
    try {
      zip.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> names(byte[] archive) {
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(archive)).get()) {
      List<String> names = new ArrayList<>();
      Collections.list(zip.getEntries()).forEach(entry -> names.add(entry.getName()));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
