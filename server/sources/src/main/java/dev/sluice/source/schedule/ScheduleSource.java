package dev.sluice.source.schedule;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import dev.sluice.spi.source.TimedSource;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings an event at each time of a cron expression, again and again, or once. Thread-safe. */
public final class ScheduleSource implements TimedSource {
  private static final String CRON = "cron";
  private static final String EVERY = "every";
  private static final String AT = "at";
  private static final String ZONE = "timezone";
  private static final String TYPE = "type";
  private static final String SUBJECT = "subject";
  private static final String DATA = "data";
  private static final String CONTENT_TYPE = "content-type";
  private static final String MISSED = "missed";
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int MOST_READ = 20_000;

  /** Reading an expression takes a hundred times as long as asking it. */
  private final ConcurrentHashMap<String, Schedule> read = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "schedule";
  }

  @Override
  public String summary() {
    return "Brings an event by the clock: by a cron expression, at a rate, or once.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.text(CRON, "Cron expression of five fields, or six with seconds first."),
        Option.duration(EVERY, "Time from one event to the next, counted from 1970; 1s or more."),
        Option.text(AT, "The one time, like 2030-01-31T08:00:00Z or without the Z."),
        Option.text(ZONE, "Time zone of cron and at, like Europe/Berlin.").or("UTC"),
        Option.choice(
                MISSED,
                "What comes late of times when the server did not run.",
                List.of("skip", "last", "all"))
            .or("last"),
        Option.text(TYPE, "Type of the events.").or("dev.sluice.schedule.due"),
        Option.text(SUBJECT, "Subject of the events."),
        Option.text(DATA, "Data of the events."),
        Option.text(CONTENT_TYPE, "Content type of the data.").or("application/json"));
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    long given = Stream.of(CRON, EVERY, AT).filter(one -> settings.find(one) != null).count();
    if (given != 1) {
      throw new InvalidSettingException(
          CRON, given == 0 ? "give cron, every or at" : "give only one of cron, every and at");
    }
    ZoneId unusedZone = zone(settings);
    if (settings.find(EVERY) != null && settings.duration(EVERY).compareTo(SHORTEST) < 0) {
      throw new InvalidSettingException(EVERY, "it is less than one second");
    }
    try {
      Schedule unused = schedule(settings);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          settings.find(CRON) == null ? AT : CRON, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public @Nullable Instant next(Settings settings, Instant after) {
    return schedule(settings).next(after);
  }

  @Override
  public Missed missed(Settings settings) {
    return Missed.valueOf(settings.text(MISSED).toUpperCase(Locale.ROOT));
  }

  @Override
  public SourceEvent event(Settings settings, Instant due) {
    SourceEvent.Builder event =
        SourceEvent.of(due.toString(), "/schedule/" + settings.source(), settings.text(TYPE))
            .at(due)
            .with("subject", settings.find(SUBJECT));
    String data = settings.find(DATA);
    return data == null
        ? event.build()
        : event.data(data.getBytes(StandardCharsets.UTF_8), settings.text(CONTENT_TYPE)).build();
  }

  private Schedule schedule(Settings settings) {
    String every = settings.find(EVERY);
    if (every != null) {
      return new Rate(settings.duration(EVERY));
    }
    String at = settings.find(AT);
    ZoneId zone = ZoneId.of(settings.text(ZONE));
    if (at != null) {
      return new Once(instant(at, zone));
    }
    if (read.size() > MOST_READ) {
      read.clear();
    }
    return read.computeIfAbsent(
        zone + " " + settings.text(CRON), key -> Cron.parse(settings.text(CRON), zone));
  }

  private static ZoneId zone(Settings settings) throws InvalidSettingException {
    try {
      return ZoneId.of(settings.text(ZONE));
    } catch (DateTimeException e) {
      throw new InvalidSettingException(
          ZONE, "'" + settings.text(ZONE) + "' is not a time zone, like Europe/Berlin or UTC");
    }
  }

  private static Instant instant(String at, ZoneId zone) {
    try {
      return Instant.parse(at);
    } catch (DateTimeParseException e) {
      try {
        return LocalDateTime.parse(at).atZone(zone).toInstant();
      } catch (DateTimeParseException notLocal) {
        throw new IllegalArgumentException(
            "'" + at + "' is not a time, like 2030-01-31T08:00:00Z", notLocal);
      }
    }
  }

  /** Whole multiples of a length of time since 1970. */
  private record Rate(Duration every) implements Schedule {
    @Override
    public Instant next(Instant after) {
      long step = every.toMillis();
      return Instant.ofEpochMilli(Math.floorDiv(after.toEpochMilli(), step) * step + step);
    }
  }

  private record Once(Instant at) implements Schedule {
    @Override
    public @Nullable Instant next(Instant after) {
      return at.isAfter(after) ? at : null;
    }
  }
}
