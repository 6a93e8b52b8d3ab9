package dev.sluice.store.queue;

import dev.sluice.core.Digests;
import dev.sluice.core.queue.combination.CombinationRows;
import dev.sluice.core.queue.combination.Counts;
import dev.sluice.core.queue.combination.Ending;
import dev.sluice.core.queue.combination.Group;
import dev.sluice.core.queue.combination.Joining;
import dev.sluice.core.queue.combination.Open;
import dev.sluice.core.queue.combination.PartEvent;
import dev.sluice.store.Pieces;
import dev.sluice.store.invocation.Nanos;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.StoredText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Combinations in one transaction of an SQL database. Confined to it. */
final class JdbcCombinationRows implements CombinationRows {
  private static final int MAX_TEXT = 1_000;
  private static final String OF = "namespace = ? and association = ? and generation = ?";

  private final Handle handle;
  private final Map<Group, Counts> counts = new HashMap<>();

  JdbcCombinationRows(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Counts counts(Group group) {
    return counts.computeIfAbsent(group, this::stored);
  }

  /** Locked: who drops what is open by other rules counts them when this is committed. */
  private Counts stored(Group group) {
    return handle
        .createQuery("select * from combination_counts where " + OF + " for update")
        .bind(0, group.namespace())
        .bind(1, group.association())
        .bind(2, group.generation())
        .map(CombinationTable::counts)
        .findOne()
        .orElse(Counts.NONE);
  }

  private static Select of(String select, Group group) {
    return new Select(select).where(OF, group.namespace(), group.association(), group.generation());
  }

  /** Writes what has changed of the counts; call it at the end of the transaction. */
  void flush() {
    counts.forEach(this::write);
  }

  private void write(Group group, Counts is) {
    String values = "opened = ?, completed = ?, expired = ?, dropped = ?";
    Object[] arguments = {
      is.opened(),
      is.completed(),
      is.expired(),
      is.dropped(),
      group.namespace(),
      group.association(),
      group.generation()
    };
    int updated =
        handle.execute("update combination_counts set " + values + " where " + OF, arguments);
    if (updated == 0) {
      int unused =
          handle.execute(
              "insert into combination_counts (opened, completed, expired, dropped, namespace,"
                  + " association, generation) values (?, ?, ?, ?, ?, ?, ?)",
              arguments);
    }
  }

  @Override
  public boolean knows(Group group, String digest, Instant now) {
    return !of("select part from combination_events", group)
        .where("event_digest = ?", digest)
        .where("forget_nanos > ?", Nanos.of(now))
        .list(handle, "part", 1, (row, context) -> row.getString(1))
        .isEmpty();
  }

  @Override
  public @Nullable Open firstWithout(Group group, String key, String part) {
    String digest = digest(key);
    // Those of a key get each part in turn: one that lacks it is behind all that have it.
    List<Long> last =
        of("select place from combination_events", group)
            .where("key_digest = ?", digest)
            .where("part = ?", part)
            .list(handle, "place desc", 1, (row, context) -> row.getLong(1));
    return first(
        of("select * from combinations", group)
            .where("key_digest = ?", digest)
            .where("place > ?", last.isEmpty() ? 0L : last.get(0)));
  }

  @Override
  public @Nullable Open oldest(Group group) {
    return first(of("select * from combinations", group));
  }

  private @Nullable Open first(Select select) {
    List<Open> found = select.list(handle, "place", 1, this::open);
    return found.isEmpty() ? null : found.get(0);
  }

  private Open open(ResultSet row, Object context) throws SQLException {
    String id = row.getString("id");
    List<String> parts =
        handle
            .createQuery("select part from combination_events where combination = :id")
            .bind("id", id)
            .mapTo(String.class)
            .list();
    return CombinationTable.open(row, Set.copyOf(parts));
  }

  private static String digest(String key) {
    return Digests.sha256(key.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void open(Group group, Open opened) {
    int unused =
        handle.execute(
            "insert into combinations (id, namespace, association, generation, place, key_digest,"
                + " correlation, opened_nanos, expires_nanos) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            opened.id(),
            group.namespace(),
            group.association(),
            group.generation(),
            opened.place(),
            digest(opened.key()),
            StoredText.of(opened.key(), MAX_TEXT),
            Nanos.of(opened.openedAt()),
            Nanos.of(opened.expiresAt()));
    counts.put(group, counts(group).withOpened());
  }

  @Override
  public void add(
      Group group, Open to, Joining.Place as, Joining event, Instant now, Instant forgetAt) {
    byte[] payload = event.event().payload();
    if (payload == null) {
      throw new IllegalArgumentException("an event without its payload");
    }
    boolean split = Pieces.needed(payload.length);
    int unused =
        handle
            .createUpdate(
                "insert into combination_events (combination, part, namespace, association,"
                    + " generation, place, key_digest, event_digest, event_id, event_source,"
                    + " arrived_nanos, forget_nanos, depth, payload_bytes, payload) values (:combination,"
                    + " :part, :namespace, :association, :generation, :place, :key, :digest,"
                    + " :eventId, :source, :arrived, :forget, :depth, :bytes, :payload)")
            .bind("combination", to.id())
            .bind("part", as.part())
            .bind("namespace", group.namespace())
            .bind("association", group.association())
            .bind("generation", group.generation())
            .bind("place", to.place())
            .bind("key", digest(as.key()))
            .bind("digest", event.digest())
            .bind("eventId", text(event.event().eventId()))
            .bind("source", text(event.event().source()))
            .bind("arrived", Nanos.of(now))
            .bind("forget", Nanos.of(forgetAt))
            .bind("depth", event.depth())
            .bind("bytes", (long) payload.length)
            .bind("payload", split ? null : payload)
            .execute();
    if (split) {
      addPieces(to.id(), as.part(), payload);
    }
  }

  private static String text(@Nullable String text) {
    return StoredText.of(String.valueOf(text), MAX_TEXT);
  }

  private void addPieces(String combination, String part, byte[] payload) {
    PreparedBatch pieces =
        handle.prepareBatch(
            "insert into combination_pieces (combination, part, piece, payload)"
                + " values (?, ?, ?, ?)");
    int piece = 0;
    for (byte[] bytes : Pieces.of(payload)) {
      pieces.add(combination, part, piece++, bytes);
    }
    int[] unused = pieces.execute();
  }

  @Override
  public List<PartEvent> events(Open whole) {
    return handle
        .createQuery(
            "select * from combination_events where combination = :id order by arrived_nanos, part")
        .bind("id", whole.id())
        .map((row, context) -> CombinationTable.event(row, payload(row)))
        .list();
  }

  private byte[] payload(ResultSet row) throws SQLException {
    byte[] payload = row.getBytes("payload");
    if (payload != null) {
      return payload;
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream(row.getInt("payload_bytes"));
    handle
        .createQuery(
            "select payload from combination_pieces where combination = :id and part = :part"
                + " order by piece")
        .bind("id", row.getString("combination"))
        .bind("part", row.getString("part"))
        .map((piece, context) -> piece.getBytes("payload"))
        .forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  @Override
  public void end(Group group, Open ended, Ending ending) {
    end(group, ended.id(), ending);
  }

  private void end(Group group, String id, Ending ending) {
    int removed = handle.execute("delete from combinations where id = ?", id);
    int unused =
        handle.execute("update combination_events set payload = null where combination = ?", id)
            + handle.execute("delete from combination_pieces where combination = ?", id);
    // Whoever removed it meanwhile has counted it.
    if (removed == 1) {
      counts.put(group, counts(group).with(ending));
    }
  }

  private record Due(String id, Group group) {}

  @Override
  public int expire(Instant now, int limit) {
    List<Due> due =
        new Select("select id, namespace, association, generation from combinations")
            .where("expires_nanos <= ?", Nanos.of(now))
            .list(
                handle,
                "expires_nanos",
                limit,
                (row, context) -> new Due(row.getString("id"), CombinationTable.group(row)));
    due.forEach(one -> end(one.group(), one.id(), Ending.EXPIRED));
    return due.size();
  }
}
