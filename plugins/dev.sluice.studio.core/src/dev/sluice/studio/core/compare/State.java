package dev.sluice.studio.core.compare;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.manifest.ManifestWriter;
import java.io.IOException;

/**
 * What a function is, or was when a version was made of it.
 *
 * @param title {@code latest}, {@code version 3} or {@code workspace}
 * @param runtime its language
 * @param code the source file; of an archive, its files one after another
 * @param definition as a manifest says it
 */
public record State(String title, String runtime, String code, String definition) {
  /** What stands for the function as it is deployed. */
  public static final String LATEST = "latest";

  /** What stands for the function as a project on this machine has it. */
  public static final String WORKSPACE = "workspace";

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
    return zip == null ? "" : CodeListing.of(zip);
  }
}
