package dev.sluice.studio.core.compare;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An archive of code as one text: its files by name, those that are texts with what is in them, of
 * others the size and a checksum. Stateless.
 */
final class CodeListing {
  private static final int MOST_OF_FILE = 256 << 10;
  private static final int MOST = 2 << 20;

  private CodeListing() {}

  static String of(byte[] archive) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] bytes = file.getValue();
      boolean small = bytes.length <= MOST_OF_FILE && text.length() + bytes.length <= MOST;
      String inside = small ? text(bytes) : "";
      text.append("── ").append(file.getKey());
      text.append(inside.isEmpty() ? facts(bytes) : "").append('\n').append(inside);
      if (!inside.isEmpty() && !inside.endsWith("\n")) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** What is in a file; empty where that is no text. */
  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 ? text : "";
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  private static String facts(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return String.format("  (%,d bytes, checksum %08x)", bytes.length, sum.getValue());
  }
}
