package dev.sluice.core.log;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a line is one that a query asks for; its limit aside. Thread-safe. */
public final class LineFilter implements Predicate<LogRecord> {
  private final LogQuery query;
  private final @Nullable String text;

  /** Takes the query's conditions. */
  public LineFilter(LogQuery query) {
    this.query = query;
    String wanted = query.text();
    this.text = wanted == null || wanted.isEmpty() ? null : FoldedText.of(wanted);
  }

  @Override
  public boolean test(LogRecord line) {
    return line.namespace().equals(query.namespace())
        && (query.owners().isEmpty() || query.owners().contains(line.owner()))
        && same(query.version(), line.version())
        && same(query.invocation(), line.invocation())
        && (query.afterId() == null || line.id() > query.afterId())
        && (query.minLevel() == null || line.level().compareTo(query.minLevel()) >= 0)
        && (query.since() == null || !line.time().isBefore(query.since()))
        && (query.until() == null || line.time().isBefore(query.until()))
        && has(line.text());
  }

  private static boolean same(@Nullable String wanted, String is) {
    return wanted == null || wanted.equals(is);
  }

  /** Whether this is a text that the query asks for. */
  public boolean has(String line) {
    return text == null || FoldedText.of(line).contains(text);
  }
}
