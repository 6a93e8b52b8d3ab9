package dev.sluice.manifest;

import dev.sluice.api.CodeInfo;
import dev.sluice.api.CodeSource;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.code.CodeUpload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Tells whether code here is what the server has, without sending it. An archive has the digest
 * that the server gives to its tree. Text is compared as text, fetched where the sizes are the
 * same: in which file the server keeps it is the runtime's business. This is the one place that
 * would have to know what code was built from.
 */
final class CodeComparison {
  private static final int DIGITS = 12;

  private final SluiceClient client;

  CodeComparison(SluiceClient client) {
    this.client = client;
  }

  /**
   * Whether they are the same.
   *
   * @param there what the server says of it
   * @param qualifier where the server has it: {@code latest} or a version's number
   */
  boolean same(CodeUpload here, CodeInfo there, String function, String qualifier)
      throws IOException {
    CodeSource remote = here.remote();
    if (remote != null) {
      return RemoteEntry.same(remote, there);
    }
    if (here.isImage()) {
      Set<String> digests = here.imageDigests();
      return there.kind().equals("image")
          && there.image() == null
          && there.object() == null
          && (digests.contains(there.digest())
              || digests.contains(String.valueOf(there.revision())));
    }
    String text = here.text();
    // What a build made of it is compared with nothing: only the server can make that.
    String source = there.source();
    if (here.isArchive() || text == null) {
      return there.kind().equals("zip")
          && here.digest().equals(source == null ? there.digest() : source);
    }
    return there.kind().equals("inline")
        && (source != null || size(text) == there.sizeBytes())
        && text.equals(client.code(function, qualifier).inline());
  }

  /** What people see of code that the server has. */
  static String words(CodeInfo there) {
    return there.kind() + ", " + Amounts.bytes(there.sizeBytes()) + ", " + shorten(there.digest());
  }

  /** What people see of code here. */
  static String words(CodeUpload here) throws IOException {
    String text = here.text();
    if (here.remote() != null) {
      return kind(here.remote()) + ", " + here.label();
    }
    if (here.isImage()) {
      return here.label();
    }
    return text == null ? "zip, " + shorten(here.digest()) : "inline, " + Amounts.bytes(size(text));
  }

  private static String kind(CodeSource remote) {
    return remote.git() != null ? "git" : remote.image() != null ? "image" : "object";
  }

  private static String shorten(String digest) {
    int digits = "sha256:".length() + DIGITS;
    return digest.length() <= digits ? digest : digest.substring(0, digits);
  }

  private static long size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
