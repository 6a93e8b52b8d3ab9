package dev.sluice.studio.core.stats;

import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.QueueInfo;
import dev.sluice.api.StatsInfo;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.StatsRequest;
import dev.sluice.client.TopRequest;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.functions.SpokenNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The charts of one function or of several: from the server's numbers, or counted live from what
 * ends. The view calls {@link #tick} again and again while somebody looks. Confined to the UI
 * thread.
 */
public final class StatsPresenter {
  /** The newest invocations that a live window begins with. */
  private static final int BACKFILL = 1000;

  /** Shorter than a step of the live window, so that none goes by without a look. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final ServerAccess server;
  private final View view;
  private final Clock clock;
  private final Consumer<List<LiveEvent>> events = this::liveEvents;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private final LiveWindow window = new LiveWindow(TimeRange.LIVE.length());
  private final Set<String> early = new HashSet<>();
  private List<String> functions = List.of();
  private TimeRange range = TimeRange.HOUR;
  private Grouping grouping = Grouping.NOTHING;
  private boolean comparing;
  private Picture picture = Picture.NOTHING;
  private String queue = "";
  private @Nullable String problem;
  private Instant made = Instant.MIN;
  private int asked;
  private boolean filling;
  private boolean looking;
  private Instant looked = Instant.MIN;

  /** What the presenter tells the view. */
  public interface View {

    /** Another function, range or way to tell apart: what was zoomed into is gone. */
    void chosen();

    /** The charts, or why there are none, are others. */
    void pictureChanged();

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

  /** What one question to the server brings. */
  private record Answer(StatsInfo now, @Nullable StatsInfo before, List<QueueInfo> queues) {}

  /** A presenter of no function yet. */
  public StatsPresenter(ServerAccess server, Clock clock, View view) {
    this.server = server;
    this.clock = clock;
    this.view = view;
    server.feed().listen(events);
    server.link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    server.feed().forget(events);
    server.link().forget(connection);
  }

  /** The functions; empty when none is chosen. */
  public List<String> functions() {
    return functions;
  }

  /** The function that the charts are of; null when there is none, or several. */
  public @Nullable String function() {
    return functions.size() == 1 ? functions.get(0) : null;
  }

  /** The charts. */
  public Picture picture() {
    return picture;
  }

  /** How far they look back. */
  public TimeRange range() {
    return range;
  }

  /** What they tell apart. */
  public Grouping grouping() {
    return grouping;
  }

  /** Whether the period before is drawn too. */
  public boolean comparing() {
    return comparing;
  }

  /** Why the charts are not of now; null when they are. */
  public @Nullable String problem() {
    return problem;
  }

  /** What waits for the function, in words; empty for nothing. */
  public String queue() {
    return queue;
  }

  /** Turns to other functions; several are drawn beside one another. */
  public void choose(List<String> names) {
    if (!names.equals(functions)) {
      functions = List.copyOf(names);
      grouping = names.size() > 1 ? Grouping.FUNCTION : Grouping.NOTHING;
      restart();
    }
  }

  /** Turns to another range, grouping or comparison. */
  public void show(TimeRange wanted, Grouping by, boolean compare) {
    boolean again = wanted != range;
    range = wanted;
    grouping = functions.size() > 1 ? Grouping.FUNCTION : by;
    comparing = compare && wanted != TimeRange.LIVE;
    if (again) {
      restart();
    } else if (range == TimeRange.LIVE) {
      count();
    } else {
      load();
    }
  }

  /** Makes the charts anew if it is time. */
  public void tick() {
    if (functions.isEmpty() || made.plus(range.refresh()).isAfter(clock.instant())) {
      return;
    }
    if (range == TimeRange.LIVE) {
      count();
      look();
    } else {
      load();
    }
  }

  /** What waits, and the instances there are, are in no invocation: they are asked for. */
  private void look() {
    List<String> names = functions;
    if (looking
        || looked.plus(LOOK).isAfter(clock.instant())
        || !server.link().status().connected()) {
      return;
    }
    looking = true;
    looked = clock.instant();
    server
        .calls()
        .startQuietly(
            "Looking at what waits",
            client -> LiveWindow.Seen.now(client, names, looked.toEpochMilli()),
            seen -> {
              looking = false;
              if (names.equals(functions)) {
                window.add(seen);
              }
            },
            failure -> looking = false);
  }

  private void restart() {
    picture = Picture.NOTHING;
    queue = "";
    problem = null;
    asked++;
    window.clear();
    looked = Instant.MIN;
    early.clear();
    filling = false;
    view.chosen();
    if (range == TimeRange.LIVE) {
      fill();
    } else {
      load();
    }
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    if (status.connected() && !functions.isEmpty()) {
      restart();
    }
  }

  private void load() {
    List<String> names = functions;
    if (names.isEmpty() || !server.link().status().connected()) {
      return;
    }
    made = clock.instant();
    int mine = ++asked;
    StatsRequest wanted = request(made);
    StatsRequest earlier = comparing ? request(made.minus(range.length())) : null;
    server
        .calls()
        .startQuietly(
            "Loading the numbers of " + SpokenNames.of(names),
            client -> ask(client, names, wanted, earlier),
            answer -> {
              if (mine == asked) {
                loaded(answer);
              }
            },
            failure -> {
              if (mine == asked) {
                failed(failure);
              }
            });
  }

  private StatsRequest request(Instant until) {
    return new StatsRequest(until.minus(range.length()), until, range.step(), grouping.word());
  }

  private static Answer ask(
      SluiceClient client, List<String> names, StatsRequest wanted, @Nullable StatsRequest earlier)
      throws IOException {
    List<QueueInfo> queues =
        client.queue().queues(names.size() == 1 ? names.get(0) : null).stream()
            .filter(queue -> names.contains(queue.function()))
            .toList();
    return new Answer(
        stats(client, names, wanted),
        earlier == null ? null : stats(client, names, earlier),
        queues);
  }

  private static StatsInfo stats(SluiceClient client, List<String> names, StatsRequest wanted)
      throws IOException {
    return names.size() == 1
        ? client.stats(names.get(0), wanted)
        : client.topStats(
            new TopRequest(
                names, wanted.from(), wanted.to(), wanted.step(), "name", names.size(), true));
  }

  private void loaded(Answer answer) {
    problem = null;
    picture = StatsPlots.of(answer.now(), answer.before(), grouping);
    queue = words(answer.queues());
    view.pictureChanged();
  }

  private static String words(List<QueueInfo> queues) {
    long waiting = queues.stream().mapToLong(QueueInfo::waiting).sum();
    long dead = queues.stream().mapToLong(QueueInfo::deadLetters).sum();
    List<String> words = new ArrayList<>();
    if (waiting > 0) {
      words.add(waiting + " waiting");
    }
    if (dead > 0) {
      words.add(dead + (dead == 1 ? " dead letter" : " dead letters"));
    }
    return String.join(", ", words);
  }

  private void failed(Failure failure) {
    problem = failure.sentence();
    view.pictureChanged();
  }

  /** Begins a live window with the newest invocations that the server knows. */
  private void fill() {
    List<String> names = functions;
    if (names.isEmpty() || !server.link().status().connected()) {
      return;
    }
    filling = true;
    int mine = ++asked;
    Instant since = clock.instant().minus(range.length());
    server
        .calls()
        .startQuietly(
            "Loading the newest invocations of " + SpokenNames.of(names),
            client -> newest(client, names, since),
            found -> {
              if (mine == asked) {
                filled(found);
              }
            },
            failure -> {
              if (mine == asked) {
                filling = false;
                failed(failure);
              }
            });
  }

  private static List<InvocationInfo> newest(SluiceClient client, List<String> names, Instant since)
      throws IOException {
    List<InvocationInfo> all = new ArrayList<>();
    for (String name : names) {
      all.addAll(
          client
              .invocations(new InvocationRequest(name, null, null, since, null, BACKFILL, null))
              .items());
    }
    return all;
  }

  private void filled(List<InvocationInfo> found) {
    filling = false;
    for (int i = found.size() - 1; i >= 0; i--) {
      if (!early.contains(found.get(i).id())) {
        window.add(found.get(i));
      }
    }
    early.clear();
    count();
  }

  private void liveEvents(List<LiveEvent> batch) {
    if (range != TimeRange.LIVE) {
      return;
    }
    for (LiveEvent event : batch) {
      InvocationInfo info = event.invocation();
      if (info != null && functions.contains(info.function())) {
        window.add(info);
        if (filling) {
          early.add(info.id());
        }
      }
    }
  }

  private void count() {
    if (functions.isEmpty() || filling) {
      return;
    }
    made = clock.instant();
    int mine = ++asked;
    LiveWindow.Snapshot calls = window.at(made);
    Grouping by = grouping;
    server
        .calls()
        .startQuietly(
            "Counting invocations",
            client -> StatsPlots.of(calls.read(by), null, by),
            counted -> {
              if (mine == asked) {
                problem = null;
                picture = counted;
                view.pictureChanged();
              }
            },
            failure -> {
              if (mine == asked) {
                failed(failure);
              }
            });
  }
}
