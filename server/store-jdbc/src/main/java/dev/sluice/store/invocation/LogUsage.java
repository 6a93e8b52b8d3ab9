package dev.sluice.store.invocation;

import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.log.LogRemoval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Statements on what each namespace keeps of its log; the caller has the transaction. */
final class LogUsage {
  private LogUsage() {}

  private record Batch(long bytes, long firstId, long lastId) {
    Batch and(Batch other) {
      return new Batch(
          bytes + other.bytes, Math.min(firstId, other.firstId), Math.max(lastId, other.lastId));
    }
  }

  /** Counts lines that were added. */
  static void added(Handle handle, List<LogRecord> lines) {
    // Always in the same order, so that no two transactions wait for each other.
    Map<String, Batch> batches = new TreeMap<>();
    for (LogRecord line : lines) {
      Batch one = new Batch(bytes(line), line.id(), line.id());
      batches.merge(line.namespace(), one, Batch::and);
    }
    batches.forEach((namespace, batch) -> add(handle, namespace, batch));
  }

  private static void add(Handle handle, String namespace, Batch batch) {
    int known =
        handle
            .createUpdate(
                "update log_namespaces set bytes = bytes + :bytes,"
                    + " last_id = greatest(last_id, :last) where namespace = :namespace")
            .bind("bytes", batch.bytes())
            .bind("last", batch.lastId())
            .bind("namespace", namespace)
            .execute();
    if (known == 0) {
      handle
          .createUpdate(
              "insert into log_namespaces (namespace, bytes, first_id, last_id)"
                  + " values (:namespace, :bytes, :first, :last)")
          .bind("namespace", namespace)
          .bind("bytes", batch.bytes())
          .bind("first", batch.firstId())
          .bind("last", batch.lastId())
          .execute();
    }
  }

  /** Counts lines that were removed. */
  static void removed(Handle handle, String namespace, long bytes) {
    handle
        .createUpdate(
            "update log_namespaces set bytes = bytes - :bytes where namespace = :namespace")
        .bind("bytes", bytes)
        .bind("namespace", namespace)
        .execute();
  }

  /** Notes that the namespace has no line below this id. */
  static void startsAt(Handle handle, String namespace, long firstId) {
    handle
        .createUpdate("update log_namespaces set first_id = :first where namespace = :namespace")
        .bind("first", firstId)
        .bind("namespace", namespace)
        .execute();
  }

  /** What a namespace keeps: bytes, and where to look for its first line. */
  record Kept(long bytes, long firstId) {}

  static Kept kept(Handle handle, String namespace) {
    return handle
        .createQuery("select bytes, first_id from log_namespaces where namespace = :namespace")
        .bind("namespace", namespace)
        .map((row, context) -> new Kept(row.getLong("bytes"), row.getLong("first_id")))
        .findOne()
        .orElse(new Kept(0, 0));
  }

  static Map<String, Long> all(Handle handle) {
    Map<String, Long> all = new HashMap<>();
    handle
        .createQuery("select namespace, bytes from log_namespaces")
        .map((row, context) -> Map.entry(row.getString("namespace"), row.getLong("bytes")))
        .forEach(kept -> all.put(kept.getKey(), kept.getValue()));
    return all;
  }

  private static long bytes(LogRecord line) {
    return LogRemoval.LINE_BYTES + utf8Length(LogTable.stored(line.text()));
  }

  /** As the databases count: halves of surrogate pairs are none of the text. */
  private static long utf8Length(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
