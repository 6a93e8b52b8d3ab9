package dev.sluice.logsearch;

import dev.sluice.core.invocation.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Writes the index in its folder. Lines are added in the order of their ids, and only neighbours
 * are merged, so that documents stay in that order. Confined to one thread.
 */
final class LineWriter implements AutoCloseable {
  private static final String FORMAT = "2";
  private static final double BUFFER_MIB = 8;

  /** Keeps what a search looks at to have its first lines within some milliseconds. */
  private static final int MOST_OF_SEGMENT = 500_000;

  private final Directory directory;
  private final IndexWriter writer;
  private final String store;
  private final LineDocuments documents = new LineDocuments();
  private long upTo;
  private long committedUpTo;

  private LineWriter(Directory directory, IndexWriter writer, String store) {
    this.directory = directory;
    this.writer = writer;
    this.store = store;
  }

  /**
   * Opens the index, made where there is none, and reads all of it once: what it says is not there
   * is not looked for elsewhere.
   *
   * @param store what the index must be of
   * @param lastId the highest id in there; an index that is ahead is of something else
   * @throws IOException when it is damaged, or not of that store
   */
  static LineWriter open(Path folder, String store, long lastId) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Directory directory = FSDirectory.open(folder);
    IndexWriter writer = null;
    try {
      writer = new IndexWriter(directory, configuration());
      LineWriter lines = new LineWriter(directory, writer, store);
      lines.check(lastId);
      return lines;
    } catch (IOException | RuntimeException e) {
      if (writer != null) {
        writer.rollback();
      }
      directory.close();
      throw e;
    }
  }

  private static IndexWriterConfig configuration() {
    LogDocMergePolicy merges = new LogDocMergePolicy();
    merges.setMergeFactor(8);
    merges.setMinMergeDocs(10_000);
    merges.setMaxMergeDocs(MOST_OF_SEGMENT);
    merges.setNoCFSRatio(1);
    ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
    scheduler.setMaxMergesAndThreads(4, 1);
    return new IndexWriterConfig()
        .setRAMBufferSizeMB(BUFFER_MIB)
        .setMergePolicy(merges)
        .setMergeScheduler(scheduler);
  }

  private void check(long lastId) throws IOException {
    Map<String, String> noted = new HashMap<>();
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    if (data != null) {
      data.forEach(entry -> noted.put(entry.getKey(), entry.getValue()));
    }
    if (noted.isEmpty() && writer.getDocStats().maxDoc == 0) {
      return;
    }
    long last = Long.parseLong(noted.getOrDefault("upTo", "-1"));
    if (!FORMAT.equals(noted.get("format")) || !store.equals(noted.get("store"))) {
      throw new IOException("it is of another store or another release");
    }
    if (last > lastId) {
      throw new IOException("it is ahead of the store, which must have been put back");
    }
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      for (LeafReaderContext segment : reader.leaves()) {
        if (segment.reader() instanceof CodecReader files) {
          files.checkIntegrity();
        }
      }
    }
    upTo = last;
    committedUpTo = last;
  }

  /** The lines up to this id were added. */
  long upTo() {
    return upTo;
  }

  /** How far the index is ahead of what a kill would leave. */
  long uncommitted() {
    return upTo - committedUpTo;
  }

  /** Adds the next lines; there are no others up to this id. */
  void add(List<LogRecord> lines, long newUpTo) throws IOException {
    for (LogRecord line : lines) {
      writer.addDocument(documents.of(line));
    }
    upTo = newUpTo;
  }

  /** Removes lines up to an id of a function, or of a whole namespace. */
  void remove(String namespace, @Nullable String function, long lastId) throws IOException {
    writer.deleteDocuments(LineQueries.upTo(namespace, function, lastId));
  }

  /** What can be searched from now on. */
  Snapshot snapshot(@Nullable Snapshot before) throws IOException {
    if (before == null) {
      return new Snapshot(DirectoryReader.open(writer), upTo);
    }
    DirectoryReader changed = DirectoryReader.openIfChanged(before.reader(), writer);
    if (changed != null) {
      return new Snapshot(changed, upTo);
    }
    before.reader().incRef();
    return new Snapshot(before.reader(), upTo);
  }

  /** Brings everything onto the disk. */
  void commit() throws IOException {
    writer.setLiveCommitData(
        Map.of("format", FORMAT, "store", store, "upTo", Long.toString(upTo)).entrySet());
    writer.commit();
    committedUpTo = upTo;
  }

  /** Leaves the index as it was committed last. */
  @Override
  public void close() throws IOException {
    try {
      writer.rollback();
    } finally {
      directory.close();
    }
  }

  /** Deletes the index; another can be opened then. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (NoSuchFileException e) {
      // There is none, or merges that were given up have deleted a file of theirs meanwhile.
      if (Files.exists(folder)) {
        throw e;
      }
    }
  }
}
