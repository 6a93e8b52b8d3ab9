package dev.sluice.studio.core.operate;

import dev.sluice.api.ServerInfo;
import dev.sluice.api.ServerInfo.Room;
import dev.sluice.studio.core.connection.ServerAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the server is: what it uses of its host. Confined to the UI thread. */
public final class ServerPresenter extends ListPresenter<Optional<ServerInfo>> {
  /** From here on an operator should do something. */
  private static final double FULL = 0.9;

  private final ServerAccess server;

  /**
   * One thing that is measured.
   *
   * @param value for people
   * @param share of what there is that is used, 0 to 1; below 0 where nothing can be full
   */
  public record Gauge(String name, String value, double share) {

    /** Whether there is hardly anything left. */
    public boolean isFull() {
      return share >= FULL;
    }
  }

  /** A presenter that has loaded nothing yet. */
  public ServerPresenter(ServerAccess server, ListView view) {
    super(
        server,
        "Looking at the server",
        client -> Optional.of(client.server()),
        Optional.empty(),
        view);
    this.server = server;
  }

  /** What is shown. */
  public List<Gauge> visible(Instant now) {
    return polled.now().map(info -> gauges(info, now)).orElse(List.of()).stream()
        .filter(gauge -> says(gauge.name(), gauge.value()))
        .toList();
  }

  private List<Gauge> gauges(ServerInfo info, Instant now) {
    var health = server.link().status().health();
    List<Gauge> all = new ArrayList<>();
    if (health != null) {
      all.add(new Gauge("Version", health.version(), -1));
    }
    all.add(new Gauge("Up for", length(Duration.between(info.startedAt(), now)), -1));
    all.add(room("Disk of the data directory", info.disk()));
    Long bytes = info.database().bytes();
    String kind = info.database().kind().equals("h2") ? "H2, embedded" : "PostgreSQL";
    all.add(new Gauge("Database", bytes == null ? kind : kind + ", " + bytes(bytes), -1));
    all.add(room("Memory of functions", info.functions()));
    all.add(new Gauge("Instances", Integer.toString(info.instances()), -1));
    all.add(new Gauge("Hosts that wait for code", Integer.toString(info.waitingHosts()), -1));
    if (health != null) {
      all.add(new Gauge("Sandbox", health.isolation(), -1));
    }
    all.add(room("Heap of the server", info.heap()));
    all.add(new Gauge("Threads of the server", Integer.toString(info.threads()), -1));
    Double load = info.load();
    if (load != null) {
      all.add(
          new Gauge(
              "Load of the host",
              String.format(Locale.ENGLISH, "%.2f on %d processors", load, info.processors()),
              -1));
    }
    return all;
  }

  private static Gauge room(String name, Room room) {
    return new Gauge(
        name,
        bytes(room.usedBytes()) + " of " + bytes(room.totalBytes()),
        room.totalBytes() == 0 ? 0 : (double) room.usedBytes() / room.totalBytes());
  }

  private static String bytes(long bytes) {
    double gib = bytes / (double) (1 << 30);
    return gib >= 1
        ? String.format(Locale.ENGLISH, "%.1f GiB", gib)
        : String.format(Locale.ENGLISH, "%.1f MiB", bytes / (double) (1 << 20));
  }

  private static String length(Duration time) {
    return time.toDays() > 0
        ? time.toDays() + " d " + time.toHoursPart() + " h"
        : time.toHours() > 0
            ? time.toHours() + " h " + time.toMinutesPart() + " min"
            : time.toMinutes() + " min";
  }

  /** What could not be asked, or what the host lacks; empty for nothing. */
  @Override
  public String summary() {
    int warnings = server.link().status().warnings().size();
    if (!polled.message().isEmpty() || !polled.loaded() || warnings == 0) {
      return polled.message();
    }
    return warnings == 1
        ? "1 thing on the host could be better."
        : warnings + " things on the host could be better.";
  }
}
