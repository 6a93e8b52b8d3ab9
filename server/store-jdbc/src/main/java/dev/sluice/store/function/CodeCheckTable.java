package dev.sluice.store.function;

import dev.sluice.core.code.CodeHome;
import dev.sluice.core.code.CodeOrigin.Fetched;
import dev.sluice.core.function.CodeCheck;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Statements on checks of code; the caller has the transaction. */
final class CodeCheckTable {
  private static final int DETAIL_CHARS = 10_000;

  private CodeCheckTable() {}

  /** Lets the check of a function begin anew where its code has another home. */
  static void follow(Handle handle, FunctionRecord function) {
    Fetched fetched = function.definition().code().origin().fetched();
    if (fetched == null) {
      delete(handle, function.id());
      return;
    }
    String home = HomeJson.write(fetched.home());
    if (home.equals(home(handle, function.id()))) {
      return;
    }
    delete(handle, function.id());
    CodeHome.Poll poll = fetched.home().poll();
    handle
        .createUpdate(
            "insert into code_checks (function_id, home, checked_at, failures, next_at)"
                + " values (:id, :home, :checkedAt, 0, :nextAt)")
        .bind("id", function.id())
        .bind("home", home)
        .bind("checkedAt", Times.column(function.modifiedAt()))
        .bind("nextAt", column(poll == null ? null : function.modifiedAt().plus(poll.every())))
        .execute();
  }

  private static @Nullable String home(Handle handle, String functionId) {
    return handle
        .createQuery("select home from code_checks where function_id = :id")
        .bind("id", functionId)
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }

  static void delete(Handle handle, String functionId) {
    handle
        .createUpdate("delete from code_checks where function_id = :id")
        .bind("id", functionId)
        .execute();
  }

  static Optional<CodeCheck> find(Handle handle, String functionId) {
    return handle
        .createQuery("select * from code_checks where function_id = :id")
        .bind("id", functionId)
        .map(CodeCheckTable::check)
        .findOne();
  }

  private static CodeCheck check(ResultSet row, StatementContext context) throws SQLException {
    return new CodeCheck(
        Times.optional(row, "checked_at"),
        row.getString("error"),
        row.getString("detail"),
        row.getInt("failures"),
        Times.optional(row, "next_at"));
  }

  static List<FunctionRecord> due(Handle handle, Instant now, int limit) {
    return handle
        .createQuery(
            "select f.* from code_checks c join functions f on f.id = c.function_id"
                + " where c.next_at <= :now order by c.next_at, c.function_id limit :limit")
        .bind("now", Times.column(now))
        .bind("limit", limit)
        .map(FunctionRows::function)
        .list();
  }

  static void ask(Handle handle, String functionId, Instant now) {
    handle
        .createUpdate(
            "update code_checks set asked_at = :now, next_at = :now where function_id = :id")
        .bind("now", Times.column(now))
        .bind("id", functionId)
        .execute();
  }

  private static @Nullable OffsetDateTime column(@Nullable Instant instant) {
    return instant == null ? null : Times.column(instant);
  }

  static void checked(
      Handle handle, String functionId, CodeHome home, CodeCheck check, Instant began) {
    // One who asked since it began is heard by the next one.
    String asked = "asked_at is not null and asked_at > :began";
    handle
        .createUpdate(
            "update code_checks set checked_at = :checkedAt, error = :error, detail = :detail,"
                + " failures = :failures, next_at = case when "
                + asked
                + " then asked_at else cast(:nextAt as timestamp(6) with time zone) end, asked_at = case when "
                + asked
                + " then asked_at else null end where function_id = :id and home = :home")
        .bind("checkedAt", column(check.checkedAt()))
        .bind("error", check.error())
        .bind("detail", check.detail() == null ? null : StoredText.of(check.detail(), DETAIL_CHARS))
        .bind("failures", check.failures())
        .bind("nextAt", column(check.nextAt()))
        .bind("began", Times.column(began))
        .bind("id", functionId)
        .bind("home", HomeJson.write(home))
        .execute();
  }
}
