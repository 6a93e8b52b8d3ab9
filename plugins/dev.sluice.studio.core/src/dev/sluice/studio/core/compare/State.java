package dev.sluice.studio.core.compare;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.manifest.ManifestWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What a function is, or was when a version was made of it.
 *
 * @param title {@code latest} or {@code version 3}
 * @param runtime its language
 * @param code the source file; of an archive, its files with their sizes and checksums
 * @param definition as a manifest says it
 */
public record State(String title, String runtime, String code, String definition) {
  /** What stands for the function as it is deployed. */
  public static final String LATEST = "latest";

  /**
   * Asks the server.
   *
   * @param qualifier {@code latest} or a version's number
   */
  static State read(SluiceClient client, String function, String qualifier) throws IOException {
    String code = text(client.code(function, qualifier));
    if (qualifier.equals(LATEST)) {
      FunctionInfo info = client.function(function);
      return new State(LATEST, info.runtime(), code, ManifestWriter.write(info));
    }
    VersionInfo info = client.versions().get(function, Integer.parseInt(qualifier));
    return new State("version " + qualifier, info.runtime(), code, ManifestWriter.write(info));
  }

  private static String text(CodeSource source) throws IOException {
    if (source.inline() != null) {
      return source.inline();
    }
    byte[] zip = source.zip();
    return zip == null ? "" : listing(zip);
  }

  private static String listing(byte[] archive) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          byte[] bytes = zip.readAllBytes();
          CRC32 sum = new CRC32();
          sum.update(bytes);
          files.put(
              entry.getName(), String.format("%,10d bytes  %08x", bytes.length, sum.getValue()));
        }
      }
    }
    StringBuilder text = new StringBuilder();
    files.forEach((name, facts) -> text.append(facts).append("  ").append(name).append('\n'));
    return text.toString();
  }
}
