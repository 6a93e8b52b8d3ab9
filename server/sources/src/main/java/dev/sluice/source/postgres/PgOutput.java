package dev.sluice.source.postgres;

import dev.sluice.source.postgres.Change.Operation;
import dev.sluice.source.postgres.Relation.Column;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the plugin pgoutput, version 1. It knows the tables that the stream has
 * described. Not thread-safe.
 */
final class PgOutput {
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final Map<Integer, Relation> relations = new HashMap<>();

  /**
   * One message.
   *
   * @throws IOException when it is none
   */
  Message read(ByteBuffer in) throws IOException {
    try {
      char kind = (char) in.get();
      return switch (kind) {
        case 'B' -> new Message.Begin(in.getLong(), time(in.getLong()), in.getInt());
        case 'C' -> commit(in);
        case 'R' -> relation(in);
        case 'I' -> insert(in);
        case 'U' -> update(in);
        case 'D' -> delete(in);
        case 'T' -> truncate(in);
        default -> new Message.Other(); // types, origins and what later versions add
      };
    } catch (BufferUnderflowException e) {
      throw new IOException("A message of the replication stream is cut off.", e);
    }
  }

  private static Instant time(long micros) {
    return EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static Message commit(ByteBuffer in) {
    byte unusedFlags = in.get();
    long unusedCommit = in.getLong();
    return new Message.Commit(in.getLong());
  }

  private Message relation(ByteBuffer in) throws IOException {
    int id = in.getInt();
    String schema = text(in);
    String table = text(in);
    char identity = (char) in.get();
    int count = in.getShort();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean key = (in.get() & 1) != 0;
      String name = text(in);
      columns.add(new Column(key, name, in.getInt()));
      int unusedModifier = in.getInt();
    }
    relations.put(
        id,
        new Relation(schema.isEmpty() ? "pg_catalog" : schema, table, identity != 'f', columns));
    return new Message.Other();
  }

  private Message insert(ByteBuffer in) throws IOException {
    Relation relation = known(in.getInt());
    expect(in, 'N');
    return one(new Change(Operation.INSERT, relation, null, false, tuple(in)));
  }

  private Message update(ByteBuffer in) throws IOException {
    Relation relation = known(in.getInt());
    char first = (char) in.get();
    Tuple old = null;
    if (first != 'N') {
      old = tuple(in);
      expect(in, 'N');
    }
    return one(new Change(Operation.UPDATE, relation, old, first == 'K', tuple(in)));
  }

  private Message delete(ByteBuffer in) throws IOException {
    Relation relation = known(in.getInt());
    char first = (char) in.get();
    return one(new Change(Operation.DELETE, relation, tuple(in), first == 'K', null));
  }

  private Message truncate(ByteBuffer in) throws IOException {
    int count = in.getInt();
    byte unusedOptions = in.get();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(new Change(Operation.TRUNCATE, known(in.getInt()), null, false, null));
    }
    return new Message.Changes(changes);
  }

  private static Message one(Change change) {
    return new Message.Changes(List.of(change));
  }

  private Relation known(int id) throws IOException {
    Relation relation = relations.get(id);
    if (relation == null) {
      throw new IOException("The replication stream has a table that it did not describe.");
    }
    return relation;
  }

  private static void expect(ByteBuffer in, char kind) throws IOException {
    if ((char) in.get() != kind) {
      throw new IOException("A message of the replication stream is malformed.");
    }
  }

  private static Tuple tuple(ByteBuffer in) throws IOException {
    int count = in.getShort();
    List<Tuple.Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      char kind = (char) in.get();
      fields.add(
          switch (kind) {
            case 'n' -> new Tuple.Field(null, true);
            case 'u' -> new Tuple.Field(null, false);
            case 't' -> new Tuple.Field(text(in, in.getInt()), true);
            default ->
                throw new IOException("A field of the replication stream has an unknown form.");
          });
    }
    return new Tuple(fields);
  }

  private static String text(ByteBuffer in) {
    int end = in.position();
    while (in.get(end) != 0) {
      end++;
    }
    @Nullable String text = text(in, end - in.position());
    byte unusedEnd = in.get();
    return text;
  }

  private static String text(ByteBuffer in, int bytes) {
    if (bytes < 0 || bytes > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] text = new byte[bytes];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
