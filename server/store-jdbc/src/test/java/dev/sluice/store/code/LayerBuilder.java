package dev.sluice.store.code;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Builds layers of images, also such as no tool makes. */
final class LayerBuilder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  LayerBuilder() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  LayerBuilder file(String name, String text) throws IOException {
    return file(name, 0644, text.getBytes(StandardCharsets.UTF_8));
  }

  LayerBuilder program(String name, String text) throws IOException {
    return file(name, 04755, text.getBytes(StandardCharsets.UTF_8));
  }

  LayerBuilder file(String name, int mode, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    return this;
  }

  /** A file with a long attribute, which no reader can know the sense of. */
  LayerBuilder remark(String name, String remark) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.addPaxHeader("comment", remark);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
    return this;
  }

  LayerBuilder folder(String name) throws IOException {
    tar.putArchiveEntry(new TarArchiveEntry(name + "/", true));
    tar.closeArchiveEntry();
    return this;
  }

  LayerBuilder link(String name, String target) throws IOException {
    return special(name, TarConstants.LF_SYMLINK, target);
  }

  LayerBuilder hardLink(String name, String target) throws IOException {
    return special(name, TarConstants.LF_LINK, target);
  }

  LayerBuilder device(String name) throws IOException {
    return special(name, TarConstants.LF_BLK, "");
  }

  private LayerBuilder special(String name, byte type, String target) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
    return this;
  }

  byte[] plain() throws IOException {
    tar.close();
    return bytes.toByteArray();
  }

  byte[] gzip() throws IOException {
    byte[] plain = plain();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  byte[] zstd() throws IOException {
    byte[] plain = plain();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }
}
