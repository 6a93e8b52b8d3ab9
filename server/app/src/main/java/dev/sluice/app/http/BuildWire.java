package dev.sluice.app.http;

import dev.sluice.api.BuildInfo;
import dev.sluice.api.BuildLogLine;
import dev.sluice.core.build.BuildLine;
import dev.sluice.core.build.BuildRecord;
import dev.sluice.core.build.BuildStore.StoredLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds as the wire shows them. */
final class BuildWire {
  private BuildWire() {}

  static BuildInfo build(BuildRecord build) {
    Duration duration = build.duration();
    return new BuildInfo(
        build.id(),
        build.function(),
        build.recipe(),
        InvocationWire.word(build.state()),
        build.startedAt(),
        duration == null ? null : duration.toNanos() / 1e6,
        build.error(),
        build.digest());
  }

  static BuildLogLine line(BuildLine line) {
    return new BuildLogLine(line.build(), line.number(), line.text());
  }

  /** The lines of a log with their numbers. */
  static List<BuildLogLine> lines(String build, StoredLog log) {
    List<BuildLogLine> lines = new ArrayList<>();
    for (String text : log.text().lines().toList()) {
      lines.add(new BuildLogLine(build, log.firstLine() + lines.size(), text));
    }
    return lines;
  }
}
