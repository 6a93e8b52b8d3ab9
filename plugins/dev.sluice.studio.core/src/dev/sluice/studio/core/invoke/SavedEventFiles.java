package dev.sluice.studio.core.invoke;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Saved events on this machine, in one file a function. A file is replaced as a whole or not at
 * all; one that cannot be understood is kept beside it under another name. Calls block.
 * Thread-safe.
 */
public final class SavedEventFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /** Files in this folder, which need not be there yet. */
  public SavedEventFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Whose events.
   *
   * @param server address without scheme
   */
  public record Shelf(String server, String namespace, String function) {}

  /**
   * What is on a shelf.
   *
   * @param notice a sentence when a damaged file was found; else null
   */
  public record Found(List<SavedEvent> events, @Nullable String notice) {
    public Found {
      events = List.copyOf(events);
    }
  }

  /** The saved events, in the order in which they were saved. */
  public synchronized Found read(Shelf shelf) throws IOException {
    Path file = file(shelf);
    if (!Files.exists(file)) {
      return new Found(List.of(), null);
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return new Found(JSON.readValue(bytes, new TypeReference<List<SavedEvent>>() {}), null);
    } catch (IOException | NullPointerException e) {
      // JSON's null is read without complaint, as a list or in one: it is none of our files either.
      return new Found(
          List.of(),
          "The saved events of "
              + shelf.function()
              + " cannot be read: the file is damaged. It is kept as "
              + putAside(file)
              + ".");
    }
  }

  /** Changes what is saved, and returns what is there now. */
  public synchronized Found edit(Shelf shelf, UnaryOperator<List<SavedEvent>> change)
      throws IOException {
    Found before = read(shelf);
    Found after = new Found(change.apply(before.events()), before.notice());
    Path file = file(shelf);
    if (after.events().isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      write(file, JSON.writeValueAsBytes(after.events()));
    }
    return after;
  }

  /** Where the events of a shelf are. */
  public Path file(Shelf shelf) {
    return folder
        .resolve(encoded(shelf.server()))
        .resolve(encoded(shelf.namespace()))
        .resolve(encoded(shelf.function()) + ".json");
  }

  private static Path putAside(Path file) throws IOException {
    for (int number = 1; ; number++) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + number);
      if (!Files.exists(aside)) {
        return Files.move(file, aside);
      }
    }
  }

  /** The bytes are on the disk before they get the name: a crash leaves the old file or the new. */
  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Path incoming = Files.createTempFile(file.getParent(), "incoming", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.move(
          incoming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
