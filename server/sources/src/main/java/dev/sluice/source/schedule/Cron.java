package dev.sluice.source.schedule;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in a time zone: five fields, or six with seconds first, or a nickname like
 * {@code @daily}. Where clocks are changed it does as Vixie's cron: what has a fixed hour and
 * minute comes once on every day, at the end of the gap where its time is left out, and the first
 * time where its time comes twice; what comes again and again, as {@code * * * * *}, goes by the
 * time that passes. Immutable.
 */
public final class Cron implements Schedule {
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final CronParser PARSER = new CronParser(definition());

  private final ExecutionTime times;
  private final ZoneRules zone;
  private final boolean repeats;

  private Cron(ExecutionTime times, ZoneRules zone, boolean repeats) {
    this.times = times;
    this.zone = zone;
    this.repeats = repeats;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with one sentence for people
   */
  public static Cron parse(String text, ZoneId zone) {
    String plain = text.strip();
    if (plain.startsWith("@")) {
      String meant = NICKNAMES.get(plain.toLowerCase(Locale.ROOT));
      if (meant == null) {
        throw new IllegalArgumentException(
            "'" + plain + "' is none of @hourly, @daily, @weekly, @monthly, @yearly");
      }
      plain = meant;
    }
    List<String> fields = List.of(BLANKS.split(plain));
    if (fields.size() != 5 && fields.size() != 6) {
      throw new IllegalArgumentException(
          "'" + text + "' has " + fields.size() + " fields, and not five, or six with seconds");
    }
    boolean seconds = fields.size() == 6;
    String whole = seconds ? plain : "0 " + plain;
    ExecutionTime times = ExecutionTime.forCron(PARSER.parse(whole));
    if (times.nextExecution(ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)).isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' names no day that there is");
    }
    String minute = fields.get(seconds ? 1 : 0);
    String hour = fields.get(seconds ? 2 : 1);
    return new Cron(times, zone.getRules(), minute.startsWith("*") || hour.startsWith("*"));
  }

  private static CronDefinition definition() {
    return CronDefinitionBuilder.defineCron()
        .withSeconds()
        .withStrictRange()
        .and()
        .withMinutes()
        .withStrictRange()
        .and()
        .withHours()
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .supportsL()
        .supportsW()
        .supportsLW()
        .withStrictRange()
        .and()
        .withMonth()
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .withIntMapping(7, 0)
        .supportsHash()
        .supportsL()
        .withStrictRange()
        .and()
        .instance();
  }

  @Override
  public @Nullable Instant next(Instant after) {
    return repeats ? nextPassing(after) : nextFixed(after);
  }

  /** Goes on in steps of one offset each, as a clock on the wall that is set now and then. */
  private @Nullable Instant nextPassing(Instant after) {
    Instant from = after;
    while (true) {
      ZoneOffset offset = zone.getOffset(from);
      LocalDateTime local = nextLocal(LocalDateTime.ofInstant(from, offset));
      if (local == null) {
        return null;
      }
      Instant next = local.toInstant(offset);
      ZoneOffsetTransition change = zone.nextTransition(from);
      if (change == null || next.isBefore(change.getInstant())) {
        return next;
      }
      // The clock shows another time from the change on; the change itself counts.
      from = change.getInstant().minusNanos(1);
      LocalDateTime shown = change.getDateTimeAfter();
      LocalDateTime first = nextLocal(shown.minusNanos(1));
      if (first == null) {
        return null;
      }
      Instant candidate = first.toInstant(change.getOffsetAfter());
      ZoneOffsetTransition following = zone.nextTransition(change.getInstant());
      if (following == null || candidate.isBefore(following.getInstant())) {
        return candidate;
      }
      from = following.getInstant().minusNanos(1);
    }
  }

  private @Nullable Instant nextFixed(Instant after) {
    LocalDateTime from = LocalDateTime.ofInstant(after, zone.getOffset(after));
    ZoneOffsetTransition shown = zone.getTransition(from);
    if (shown != null && shown.isOverlap() && !after.isBefore(shown.getInstant())) {
      // These times came once already; go on where new ones begin.
      from = shown.getDateTimeBefore().minusNanos(1);
    }
    while (true) {
      LocalDateTime local = nextLocal(from);
      if (local == null) {
        return null;
      }
      ZoneOffsetTransition change = zone.getTransition(local);
      Instant next =
          change != null && change.isGap()
              ? change.getInstant()
              : local.toInstant(change == null ? zone.getOffset(local) : change.getOffsetBefore());
      if (next.isAfter(after)) {
        return next;
      }
      from = local; // several times of one gap come at its end, once
    }
  }

  private @Nullable LocalDateTime nextLocal(LocalDateTime after) {
    return times
        .nextExecution(after.atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime)
        .orElse(null);
  }
}
