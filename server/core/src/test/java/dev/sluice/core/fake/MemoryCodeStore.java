package dev.sluice.core.fake;

import dev.sluice.core.code.CodeStore;
import dev.sluice.core.code.ImageConfig;
import dev.sluice.core.code.StoredCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The port in memory: a digest is the content itself. Thread-safe. */
public final class MemoryCodeStore implements CodeStore {
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

  @Override
  public StoredCode putInline(String file, String text) {
    String digest = "sha256:" + file + ":" + text;
    contents.put(digest, text.getBytes(StandardCharsets.UTF_8));
    return new StoredCode(StoredCode.Kind.INLINE, digest, text.length());
  }

  @Override
  public StoredCode putZip(InputStream archive) {
    try {
      byte[] bytes = archive.readAllBytes();
      String digest = "sha256:" + Base64.getEncoder().encodeToString(bytes);
      contents.put(digest, bytes);
      return new StoredCode(StoredCode.Kind.ZIP, digest, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public StoredCode putImage(InputStream archive) {
    StoredCode zip = putZip(archive);
    return zip.as(StoredCode.Kind.IMAGE).with(zip.origin().withImage(zip.digest()));
  }

  @Override
  public StoredCode putImageAt(String path) {
    return putImage(new ByteArrayInputStream(path.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public StoredCode putArchive(InputStream archive) {
    return putZip(archive);
  }

  @Override
  public ImageConfig image(String digest) {
    return new ImageConfig(List.of("/entry"), List.of("own"), Map.of("FROM", "image"), "/work");
  }

  @Override
  public void writeImage(String digest, OutputStream out) throws IOException {
    out.write(contents.get(digest));
  }

  @Override
  public StoredCode putTree(StoredCode.Kind kind, Path folder) {
    String digest = "sha256:tree:" + folder;
    contents.put(digest, folder.toString().getBytes(StandardCharsets.UTF_8));
    return new StoredCode(kind, digest, folder.toString().length());
  }

  @Override
  public Path tree(String digest) {
    return Path.of("/tree");
  }

  @Override
  public byte[] zip(String digest) {
    return contents.get(digest);
  }

  @Override
  public String inlineText(String digest) {
    return new String(contents.get(digest), StandardCharsets.UTF_8);
  }

  @Override
  public int removeUnused(Set<String> digestsInUse) {
    int before = contents.size();
    contents.keySet().retainAll(digestsInUse);
    return before - contents.size();
  }
}
