package dev.sluice.store.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Content of an image by its descriptors; nothing counts before its digest is right. Not
 * thread-safe.
 */
final class ImageBlobs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final int MAX_JSON = 4 << 20;

  private final ImageFiles files;

  ImageBlobs(ImageFiles files) {
    this.files = files;
  }

  /** A file of the layout that has no digest, as JSON. */
  JsonNode file(String name) throws IOException {
    InputStream found = files.open(name);
    if (found == null) {
      throw ImageRefusal.invalid(missing(name));
    }
    try (InputStream in = found) {
      return json(name, read(name, in));
    }
  }

  private String missing(String name) throws IOException {
    InputStream docker = files.open("manifest.json");
    if (docker == null) {
      return "There is no '" + name + "': this is no OCI image layout.";
    }
    docker.close();
    return "There is no '" + name + "': this is an archive of a 'docker save' before version 25.";
  }

  /** A blob as JSON. */
  JsonNode json(String digest) throws IOException {
    byte[] bytes;
    try (Blob blob = open(digest)) {
      bytes = read(digest, blob.stream());
      blob.verify();
    }
    return json(digest, bytes);
  }

  private static byte[] read(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_JSON + 1);
    if (bytes.length > MAX_JSON) {
      throw ImageRefusal.invalid("'" + name + "' has more than " + MAX_JSON + " bytes.");
    }
    return bytes;
  }

  private static JsonNode json(String name, byte[] bytes) throws IOException {
    try {
      JsonNode json = JSON.readTree(new ByteArrayInputStream(bytes));
      if (json == null || !json.isObject()) {
        throw ImageRefusal.invalid("'" + name + "' is no JSON object.");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw ImageRefusal.invalid("'" + name + "' is no JSON.", e);
    }
  }

  /**
   * Opens a blob.
   *
   * @throws dev.sluice.core.SluiceException {@code INVALID_IMAGE} when the digest is none, or it is
   *     not there
   */
  Blob open(String digest) throws IOException {
    if (!DIGEST.matcher(digest).matches()) {
      throw ImageRefusal.invalid(
          "The digest " + Refusal.quote(digest) + " is not sha256: and 64 hex digits.");
    }
    InputStream in = files.open("blobs/sha256/" + digest.substring("sha256:".length()));
    if (in == null) {
      throw ImageRefusal.invalid("The blob " + digest + ", which the image names, is missing.");
    }
    return new Blob(digest, in);
  }

  /** An open blob. Not thread-safe. */
  static final class Blob implements AutoCloseable {
    private final String digest;
    private final MessageDigest sha = Digests.sha256();
    private final DigestInputStream in;

    Blob(String digest, InputStream raw) {
      this.digest = digest;
      this.in = new DigestInputStream(raw, sha);
    }

    InputStream stream() {
      return in;
    }

    /** Reads what is left of it, and checks that its content is what its digest says. */
    void verify() throws IOException {
      byte[] buffer = new byte[64 << 10];
      while (in.read(buffer) >= 0) {
        // All of it is digested.
      }
      String is = "sha256:" + HexFormat.of().formatHex(sha.digest());
      if (!is.equals(digest)) {
        throw ImageRefusal.invalid(
            "The blob " + digest + " is damaged: its content has the digest " + is + ".");
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
