package dev.sluice.store.rollout;

import dev.sluice.core.rollout.Assessment.Reason;
import dev.sluice.core.rollout.LogEntry;
import dev.sluice.core.rollout.Rollout;
import dev.sluice.core.rollout.State;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Statements on rollouts and their logs; the caller has the transaction. */
final class RolloutTable {
  private static final int MAX_TEXT = 10_000;

  private RolloutTable() {}

  static void insert(Handle handle, Rollout rollout) {
    handle
        .createUpdate(
            "insert into rollouts (id, namespace, function_id, function_name, alias_name,"
                + " active_alias, stable_version, canary_version, plan, description, state, step,"
                + " step_began_at, numbers, created_at, revision) values (:id, :namespace,"
                + " :functionId, :function, :alias, :alias, :stable, :canary, :plan, :description,"
                + " :state, :step, :began, :numbers, :createdAt, :revision)")
        .bind("id", rollout.id())
        .bind("namespace", rollout.namespace())
        .bind("functionId", rollout.functionId())
        .bind("function", rollout.function())
        .bind("alias", rollout.alias())
        .bind("stable", rollout.stable())
        .bind("canary", rollout.canary())
        .bind("plan", PlanJson.write(rollout.plan()))
        .bind("description", StoredText.of(rollout.description(), MAX_TEXT))
        .bind("state", rollout.state().name())
        .bind("step", rollout.step())
        .bind("began", Times.column(rollout.stepBeganAt()))
        .bind("numbers", PlanJson.write(rollout.numbers()))
        .bind("createdAt", Times.column(rollout.createdAt()))
        .bind("revision", rollout.revision())
        .execute();
  }

  /** False where another revision is stored, or it is over. */
  static boolean update(Handle handle, Rollout rollout) {
    Instant end = rollout.endedAt();
    return handle
            .createUpdate(
                "update rollouts set state = :state, step = :step, step_began_at = :began,"
                    + " numbers = :numbers, ended_at = :endedAt, active_alias = :active,"
                    + " revision = :revision where id = :id and revision = :revision - 1"
                    + " and active_alias is not null")
            .bind("id", rollout.id())
            .bind("state", rollout.state().name())
            .bind("step", rollout.step())
            .bind("began", Times.column(rollout.stepBeganAt()))
            .bind("numbers", PlanJson.write(rollout.numbers()))
            .bind("endedAt", end == null ? null : Times.column(end))
            .bind("active", rollout.state().isOver() ? null : rollout.alias())
            .bind("revision", rollout.revision())
            .execute()
        == 1;
  }

  static void log(Handle handle, Rollout rollout, LogEntry entry) {
    handle
        .createUpdate(
            "insert into rollout_log (rollout_id, entry, decided_at, decided_by, action, step,"
                + " weight, reason, text, numbers) values (:id, :entry, :at, :by, :action, :step,"
                + " :weight, :reason, :text, :numbers)")
        .bind("id", rollout.id())
        .bind("entry", rollout.revision())
        .bind("at", Times.column(entry.at()))
        .bind("by", entry.by())
        .bind("action", entry.action().name())
        .bind("step", entry.step())
        .bind("weight", entry.weight())
        .bind("reason", entry.reason().name())
        .bind("text", StoredText.of(entry.text(), MAX_TEXT))
        .bind("numbers", PlanJson.write(entry.numbers()))
        .execute();
  }

  /** Removes those of a function that ended before its newest so many. */
  static void prune(Handle handle, String functionId, int kept) {
    @Nullable String last =
        handle
            .createQuery(
                "select id from rollouts where function_id = :function and ended_at is not null"
                    + " order by id desc offset :kept rows fetch first 1 rows only")
            .bind("function", functionId)
            .bind("kept", kept - 1)
            .mapTo(String.class)
            .findOne()
            .orElse(null);
    if (last != null) {
      String old =
          " (select id from rollouts where function_id = ? and ended_at is not null and id < ?)";
      int unused =
          handle.execute("delete from rollout_log where rollout_id in" + old, functionId, last)
              + handle.execute(
                  "delete from rollouts where function_id = ? and ended_at is not null and id < ?",
                  functionId,
                  last);
    }
  }

  static Rollout row(ResultSet row, StatementContext context) throws SQLException {
    return new Rollout(
        row.getString("id"),
        row.getString("namespace"),
        row.getString("function_id"),
        row.getString("function_name"),
        row.getString("alias_name"),
        row.getInt("stable_version"),
        row.getInt("canary_version"),
        PlanJson.plan(row.getString("plan")),
        row.getString("description"),
        State.valueOf(row.getString("state")),
        row.getInt("step"),
        Times.instant(row, "step_began_at"),
        PlanJson.numbers(row.getString("numbers")),
        Times.instant(row, "created_at"),
        Times.optional(row, "ended_at"),
        row.getLong("revision"));
  }

  static LogEntry entry(ResultSet row, StatementContext context) throws SQLException {
    return new LogEntry(
        Times.instant(row, "decided_at"),
        row.getString("decided_by"),
        State.Action.valueOf(row.getString("action")),
        row.getInt("step"),
        row.getDouble("weight"),
        Reason.valueOf(row.getString("reason")),
        row.getString("text"),
        PlanJson.numbers(row.getString("numbers")));
  }
}
