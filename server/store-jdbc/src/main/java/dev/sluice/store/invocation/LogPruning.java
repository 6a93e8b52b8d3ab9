package dev.sluice.store.invocation;

import dev.sluice.core.log.LogRemoval;
import dev.sluice.core.log.LogRemoval.Owner;
import dev.sluice.core.log.LogRemoval.Removed;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Deletes the first lines in small transactions, so that writers wait for none of them for long.
 */
final class LogPruning {
  private static final int CHUNK = 500;

  private final Transactions transactions;

  LogPruning(Transactions transactions) {
    this.transactions = transactions;
  }

  private record Line(long id, long nanos, long bytes) {
    static Line of(ResultSet row, StatementContext context) throws SQLException {
      return new Line(
          row.getLong("id"),
          row.getLong("time_nanos"),
          row.getLong("bytes") + LogRemoval.LINE_BYTES);
    }
  }

  private static final String SELECT =
      "select id, time_nanos, octet_length(line) as bytes from log_lines";

  /** Steps from one function to the next by the index, instead of reading all lines. */
  static List<Owner> owners(Handle handle) {
    List<Owner> owners = new ArrayList<>();
    Optional<Owner> next = owner(handle, new Select(OWNER));
    while (next.isPresent()) {
      Owner owner = next.get();
      owners.add(owner);
      next =
          owner(
              handle,
              new Select(OWNER)
                  .where("namespace = ?", owner.namespace())
                  .where("function_name > ?", owner.function()));
      if (next.isEmpty()) {
        next = owner(handle, new Select(OWNER).where("namespace > ?", owner.namespace()));
      }
    }
    return owners;
  }

  private static final String OWNER = "select namespace, function_name from log_lines";

  private static Optional<Owner> owner(Handle handle, Select select) {
    return select
        .list(
            handle,
            "namespace, function_name, id",
            1,
            (row, context) -> new Owner(row.getString("namespace"), row.getString("function_name")))
        .stream()
        .findFirst();
  }

  /** Deletes a function's lines up to the first that is not older. */
  Removed removeOlder(Owner owner, Instant before) {
    long nanos = Nanos.of(before);
    return inChunks(
        handle -> {
          List<Line> first =
              new Select(SELECT)
                  .where("namespace = ?", owner.namespace())
                  .where("function_name = ?", owner.function())
                  .list(handle, "namespace, function_name, id", CHUNK, Line::of);
          List<Line> old = leading(first, line -> line.nanos() < nanos);
          return delete(handle, owner.namespace(), old);
        });
  }

  /** Deletes a namespace's first lines until it keeps no more than this. */
  Removed removeOldest(String namespace, long mostBytes) {
    return inChunks(
        handle -> {
          LogUsage.Kept kept = LogUsage.kept(handle, namespace);
          if (kept.bytes() <= mostBytes) {
            return new Removed(0, 0);
          }
          // By the order of ids, which H2 takes only where no index seems to fit the namespace.
          List<Line> first =
              new Select(SELECT)
                  .where("coalesce(namespace, '') = ?", namespace)
                  .where("id >= ?", kept.firstId())
                  .list(handle, "id", CHUNK, Line::of);
          long[] left = {kept.bytes()};
          List<Line> excess =
              leading(
                  first,
                  line -> {
                    boolean tooMuch = left[0] > mostBytes;
                    left[0] -= line.bytes();
                    return tooMuch;
                  });
          Removed removed = delete(handle, namespace, excess);
          if (removed.lines() > 0) {
            LogUsage.startsAt(handle, namespace, removed.upTo() + 1);
          }
          return removed;
        });
  }

  private static List<Line> leading(List<Line> lines, Predicate<Line> wanted) {
    return lines.stream().takeWhile(wanted).toList();
  }

  private static Removed delete(Handle handle, String namespace, List<Line> lines) {
    if (lines.isEmpty()) {
      return new Removed(0, 0);
    }
    handle
        .createUpdate("delete from log_lines where id = any(?)")
        .bindByType(0, lines.stream().map(Line::id).toArray(Long[]::new), Long[].class)
        .execute();
    LogUsage.removed(handle, namespace, lines.stream().mapToLong(Line::bytes).sum());
    return new Removed(lines.size(), lines.get(lines.size() - 1).id());
  }

  private Removed inChunks(Function<Handle, Removed> delete) {
    int lines = 0;
    long upTo = 0;
    Removed some;
    do {
      some = transactions.write(delete);
      lines += some.lines();
      upTo = Math.max(upTo, some.upTo());
    } while (some.lines() > 0);
    return new Removed(lines, upTo);
  }
}
