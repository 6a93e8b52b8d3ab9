package dev.sluice.source.mqtt;

import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a session is subscribed to. A session outlives connections and the definition of its source:
 * what the definition does not name any more is given up, and what is subscribed to already is not
 * asked for again, for the broker would send retained messages anew. Immutable.
 */
final class Subscriptions {
  private static final String KEY = "subscriptions";

  private final String qos;
  private final List<String> wanted;

  Subscriptions(Settings settings) {
    this.qos = settings.text("qos");
    this.wanted = MqttSource.filters(settings);
  }

  /** Filters to subscribe to. */
  List<String> missing(Intake intake, boolean sessionPresent) {
    Set<String> there = there(intake, sessionPresent);
    return wanted.stream().filter(filter -> !there.contains(line(filter))).toList();
  }

  /** Filters to give up. */
  List<String> superfluous(Intake intake, boolean sessionPresent) {
    return there(intake, sessionPresent).stream()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .filter(filter -> !wanted.contains(filter))
        .toList();
  }

  /** The session is subscribed to what is wanted. */
  void remember(Intake intake) {
    intake.remember(KEY, wanted.stream().map(this::line).collect(Collectors.joining("\n")));
  }

  private String line(String filter) {
    return qos + " " + filter;
  }

  private static Set<String> there(Intake intake, boolean sessionPresent) {
    @Nullable String lines = sessionPresent ? intake.recall(KEY) : null;
    return lines == null ? Set.of() : lines.lines().collect(Collectors.toSet());
  }
}
