package dev.sluice.logsearch;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Lines and queries that are drawn, and which of the lines a query asks for. */
final class LogLines {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final String[] WORDS = {
    "connect",
    "Timeout",
    "GRÖSSE",
    "order=17",
    "naïve",
    "Привет",
    "ΟΔΟΣ",
    "😀",
    "\ud801\udc00x",
    "user@example.org",
    "----",
    "aaa",
    "10.0.0.1",
    "%_!\\",
    "İ",
    "ß",
    "日本語",
    "\ufffd",
    "\t",
    "null"
  };

  private static final List<Level> LEVELS = List.of(Level.values());

  private final Random random;
  private final List<LogRecord> lines = new ArrayList<>();

  LogLines(long seed) {
    this.random = new Random(seed);
  }

  /** All so far, in the order of their ids. */
  List<LogRecord> all() {
    return Collections.unmodifiableList(lines);
  }

  /** Some more lines after an id, which leave ids out here and there. */
  List<LogRecord> draw(int count, long after) {
    List<LogRecord> some = new ArrayList<>();
    long id = after;
    for (int i = 0; i < count; i++) {
      id += random.nextInt(20) == 0 ? 3 : 1;
      some.add(
          new LogRecord(
              id,
              random.nextInt(4) == 0 ? "other" : "default",
              random.nextInt(10) == 0 ? "rare" : "often",
              random.nextInt(20) == 0 ? "2" : "latest",
              "inv" + id / 7,
              START.plusNanos(id * 1_234_567L + random.nextInt(3_000_000)),
              Stream.STDOUT,
              random.nextInt(30) == 0 ? Level.ERROR : LEVELS.get(random.nextInt(LEVELS.size())),
              text()));
    }
    lines.addAll(some);
    return some;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int words = random.nextInt(200) == 0 ? 2_000 : random.nextInt(8);
    for (int i = 0; i < words; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
      if (random.nextBoolean()) {
        text.append(' ').append(random.nextInt(1_000));
      }
    }
    return text.toString();
  }

  /** Removes what was removed from the store. */
  void removeUpTo(String namespace, @Nullable String function, long id) {
    lines.removeIf(
        line ->
            line.id() <= id
                && line.namespace().equals(namespace)
                && (function == null || line.owner().equals(function)));
  }

  /** A query of any kind. */
  LogQuery query() {
    return new LogQuery(
        random.nextInt(10) == 0 ? "other" : "default",
        functions(),
        random.nextInt(4) == 0 ? some().version() : null,
        random.nextInt(8) == 0 ? some().invocation() : null,
        random.nextBoolean() ? null : LEVELS.get(random.nextInt(LEVELS.size())),
        random.nextInt(4) == 0 ? null : wanted(),
        random.nextInt(3) == 0 ? some().time() : null,
        random.nextInt(3) == 0 ? some().time() : null,
        random.nextInt(3) == 0 ? (Long) some().id() : null,
        random.nextBoolean(),
        1 + random.nextInt(random.nextBoolean() ? 5 : 3_000));
  }

  private List<String> functions() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> List.of();
      case 2 -> List.of("rare", "often");
      case 3 -> List.of("rare", "nobody");
      default -> List.of(random.nextBoolean() ? "rare" : "often");
    };
  }

  private LogRecord some() {
    return lines.get(random.nextInt(lines.size()));
  }

  /** Most often a part of a line, in the other case, of one char and up. */
  private String wanted() {
    String text = some().text();
    if (text.isEmpty() || random.nextInt(10) == 0) {
      return WORDS[random.nextInt(WORDS.length)] + random.nextInt(10);
    }
    int from = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
    int left = text.codePointCount(from, text.length());
    int most = random.nextInt(8) == 0 ? 300 : 6;
    int to = text.offsetByCodePoints(from, 1 + random.nextInt(Math.min(left, most)));
    StringBuilder wanted = new StringBuilder();
    text.substring(from, to)
        .codePoints()
        .map(c -> random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c))
        .forEach(wanted::appendCodePoint);
    return wanted.toString();
  }

  /** The lines that a query asks for, found in the plainest way. */
  List<LogRecord> asked(LogQuery query) {
    List<LogRecord> found = new ArrayList<>();
    for (LogRecord line : lines) {
      if (line.namespace().equals(query.namespace())
          && (query.owners().isEmpty() || query.owners().contains(line.owner()))
          && (query.version() == null || line.version().equals(query.version()))
          && (query.invocation() == null || line.invocation().equals(query.invocation()))
          && (query.minLevel() == null || line.level().compareTo(query.minLevel()) >= 0)
          && (query.since() == null || !line.time().isBefore(query.since()))
          && (query.until() == null || line.time().isBefore(query.until()))
          && (query.afterId() == null || line.id() > query.afterId())
          && (query.text() == null || contains(line.text(), query.text()))) {
        found.add(line);
      }
    }
    int size = found.size();
    return query.newest()
        ? found.subList(Math.max(0, size - query.limit()), size)
        : found.subList(0, Math.min(size, query.limit()));
  }

  private static boolean contains(String line, String text) {
    for (int i = 0; i + text.length() <= line.length(); i++) {
      if (line.regionMatches(true, i, text, 0, text.length())) {
        return true;
      }
    }
    return false;
  }
}
