package dev.sluice.manifest.code;

import dev.sluice.api.CodeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Code that a person named by a path: the text of one file, or an archive; or code that the server
 * fetches itself. A folder becomes an archive in a temporary file, which {@link #close} deletes.
 * Not thread-safe.
 */
public final class CodeUpload implements AutoCloseable {
  private static final byte[] ZIP_START = {'P', 'K', 3, 4};

  private final String label;
  private final @Nullable String text;
  private final @Nullable Path archive;
  private final boolean temporary;
  private final @Nullable CodeSource remote;
  private final boolean image;

  private CodeUpload(
      String label, @Nullable String text, @Nullable Path archive, boolean temporary) {
    this(label, text, archive, temporary, null, false);
  }

  private CodeUpload(
      String label,
      @Nullable String text,
      @Nullable Path archive,
      boolean temporary,
      @Nullable CodeSource remote,
      boolean image) {
    this.image = image;
    this.remote = remote;
    this.label = label;
    this.text = text;
    this.archive = archive;
    this.temporary = temporary;
  }

  /**
   * Reads what is at a path.
   *
   * @param path a source file, a zip archive, a folder, or {@code -} for {@code in}
   * @throws CodeException when it is nothing of these
   */
  public static CodeUpload read(String path, InputStream in) throws IOException {
    if (path.equals("-")) {
      byte[] bytes = in.readAllBytes();
      return isZip(bytes) ? spooled(bytes) : source("standard input", bytes);
    }
    Path file = Path.of(path);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(path);
    }
    if (Files.isDirectory(file)) {
      return folder(file);
    }
    try (InputStream content = Files.newInputStream(file)) {
      if (isZip(content.readNBytes(ZIP_START.length))) {
        return new CodeUpload(String.valueOf(file.getFileName()), null, file, false);
      }
    }
    return source(String.valueOf(file.getFileName()), Files.readAllBytes(file));
  }

  private static CodeUpload folder(Path folder) throws IOException {
    Path spool = Files.createTempFile("sluice-code", ".zip");
    boolean done = false;
    try {
      FolderZip.write(folder, spool);
      done = true;
      return new CodeUpload("the folder " + folder, null, spool, true);
    } finally {
      if (!done) {
        Files.delete(spool);
      }
    }
  }

  private static CodeUpload spooled(byte[] bytes) throws IOException {
    Path spool = Files.createTempFile("sluice-code", ".zip");
    Files.write(spool, bytes);
    return new CodeUpload("standard input", null, spool, true);
  }

  private static CodeUpload source(String label, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new CodeUpload(label, text, null, false);
    } catch (CharacterCodingException e) {
      throw new CodeException(
          label
              + " is neither UTF-8 text nor a zip archive; give a source file, a folder or a zip");
    }
  }

  private static boolean isZip(byte[] start) {
    for (int i = 0; i < ZIP_START.length; i++) {
      if (i >= start.length || start[i] != ZIP_START[i]) {
        return false;
      }
    }
    return true;
  }

  /** What people call it. */
  public String label() {
    return label;
  }

  /** Whether it is an archive, and not one file's text. */
  public boolean isArchive() {
    return archive != null;
  }

  /** The text of the one file; null when it is an archive. */
  public @Nullable String text() {
    return text;
  }

  /** The file of the archive; null when it is none. */
  public @Nullable Path archive() {
    return archive;
  }

  /** Code that the server fetches. */
  public static CodeUpload remote(CodeSource source) {
    return new CodeUpload(label(source), null, null, false, source, false);
  }

  /**
   * An image that is here.
   *
   * @param path a tar archive of an OCI image layout, or the layout as a folder
   * @throws CodeException when it is nothing of these
   */
  public static CodeUpload image(String path) throws IOException {
    Path file = Path.of(path);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(path);
    }
    if (!Files.isDirectory(file)) {
      return new CodeUpload("the image " + file.getFileName(), null, file, false, null, true);
    }
    Path spool = Files.createTempFile("sluice-image", ".tar");
    boolean done = false;
    try {
      LayoutTar.write(file, spool);
      done = true;
      return new CodeUpload("the image " + file, null, spool, true, null, true);
    } finally {
      if (!done) {
        Files.delete(spool);
      }
    }
  }

  /** Whether it is an image, here or on the server. */
  public boolean isImage() {
    return image || (remote != null && remote.image() != null);
  }

  /**
   * The digests by which the server may name the image.
   *
   * @throws CodeException when it is no image that can be read
   */
  public Set<String> imageDigests() throws IOException {
    if (archive == null || !image) {
      throw new IllegalStateException(label + " is no image");
    }
    return ImageDigests.of(archive, label);
  }

  private static String label(CodeSource source) {
    CodeSource.Git git = source.git();
    if (git != null) {
      return String.valueOf(git.url());
    }
    CodeSource.Image image = source.image();
    if (image != null) {
      return "the server's " + image.serverPath();
    }
    CodeSource.StoredObject object = source.object();
    if (object == null) {
      return "the code";
    }
    return object.url() == null ? "s3://" + object.bucket() + "/" + object.key() : object.url();
  }

  /** Where the server fetches it; null for code that is here. */
  public @Nullable CodeSource remote() {
    return remote;
  }

  /** Text that stands somewhere else than in a file. */
  public static CodeUpload inline(String label, String text) {
    return new CodeUpload(label, text, null, false);
  }

  /**
   * The digest that the server gives to the archive's tree.
   *
   * @throws CodeException when it is no archive that can be read
   */
  public String digest() throws IOException {
    if (archive == null) {
      throw new IllegalStateException(label + " is no archive");
    }
    return TreeDigest.of(archive, label);
  }

  /** The code for the body of a request; an archive is read into memory. */
  public CodeSource source() throws IOException {
    if (remote != null) {
      return remote;
    }
    return archive == null
        ? CodeSource.ofInline(text == null ? "" : text)
        : image
            ? CodeSource.ofImage(Files.readAllBytes(archive))
            : CodeSource.ofZip(Files.readAllBytes(archive));
  }

  /** The archive as a body of its own, which is never in memory as a whole. */
  public BodyPublisher publisher() throws IOException {
    if (archive == null) {
      throw new IllegalStateException(label + " is no archive");
    }
    return BodyPublishers.ofFile(archive);
  }

  @Override
  public void close() throws IOException {
    if (temporary && archive != null) {
      Files.deleteIfExists(archive);
    }
  }
}
