package dev.sluice.e2e.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationShard;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Ordered;
import dev.sluice.api.AssociationSpec.Retention;
import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.Replay;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Events of one shard run in the order in which they were accepted, whatever happens. */
@ResourceLock(Lane.OWN_SERVER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderedTest {
  private static final Ordered BY_SUBJECT = new Ordered("subject", 16, "park", null);

  @SuppressWarnings("NullAway.Init") // before all
  private Path folder;

  @SuppressWarnings("NullAway.Init") // before all
  private ServerProcess server;

  @SuppressWarnings("NullAway.Init") // before all
  private SluiceClient client;

  @SuppressWarnings("NullAway.Init") // before all
  private Journal journal;

  @SuppressWarnings("NullAway.Init") // before all
  private Cli cli;

  @BeforeAll
  void start() throws Exception {
    folder = Scratch.create("ordered");
    server = ServerProcess.on(folder.resolve("data")).config("network.host-namespaces=*\n").start();
    client = server.client();
    journal = new Journal();
    cli = new Cli(client.connection());
  }

  @AfterAll
  void stop() throws Exception {
    journal.close();
    server.close();
    Scratch.delete(folder);
  }

  /** A function and an association of this name. */
  private void make(String name, int maxAttempts, @Nullable Integer batch, Ordered ordered)
      throws Exception {
    client.createFunction(Ledger.function(name, journal, maxAttempts, 0.05));
    client.events().create(Ledger.association(name, batch, ordered));
  }

  private void awaitDone(String name, @Nullable String key, List<Integer> numbers)
      throws Exception {
    Await.value(
        "events of " + name + " run",
        () -> Ledger.done(journal, name, key),
        done -> done.size() >= numbers.size());
    assertThat(Ledger.done(journal, name, key)).containsExactlyElementsOf(numbers);
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().toList();
  }

  private AssociationShard shard(String association, String shard) throws Exception {
    return client.events().shards(association).stream()
        .filter(is -> is.shard().equals(shard))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldRunEventsOfAKeyInTurnAndThoseOfOthersBesideThem() throws Exception {
    String name = "beside";
    make(name, 3, null, new Ordered("$.data.account.id", 4, null, null));
    List<String> keys = List.of("a", "c", "d", "k0", "k1", "k2");
    List<String> events = new ArrayList<>();
    for (int n = 0; n < 240; n++) {
      events.add(Ledger.event(name, keys.get(n % keys.size()), n, false));
    }
    for (int at = 0; at < events.size(); at += 20) {
      assertThat(Ledger.publish(client, events.subList(at, at + 20))).hasSize(20);
    }

    Await.until("all run", () -> Ledger.done(journal, name, null).size() >= 240);

    for (int k = 0; k < keys.size(); k++) {
      int first = k;
      List<String> said = Ledger.said(journal, name, keys.get(k));
      List<String> expected =
          IntStream.range(0, 240)
              .filter(n -> n % keys.size() == first)
              .boxed()
              .flatMap(n -> List.of("begin " + n, "end " + n).stream())
              .toList();
      assertThat(said).containsExactlyElementsOf(expected);
    }
    Await.until("all is settled", () -> client.events().association(name).waiting() == 0);
    List<AssociationShard> shards = client.events().shards(name);
    assertThat(shards).hasSizeBetween(2, 4);
    assertThat(shards.stream().mapToLong(AssociationShard::settled).sum()).isEqualTo(240);
    assertThat(shards).allMatch(is -> is.state().equals("running") && is.position() != null);
  }

  @Test
  void shouldKeepOthersWaitingOnlyInTheShardOfWhatIsTriedAgain() throws Exception {
    String name = "again";
    client.createFunction(Ledger.function(name, journal, 3, 1.0));
    client.events().create(Ledger.association(name, null, BY_SUBJECT));

    // The shards of a and c are two.
    Ledger.publish(client, name, "a", 1, 4, 2);
    Ledger.publish(client, name, "c", 5, 8);

    awaitDone(name, "a", List.of(1, 3, 4));
    assertThat(Ledger.said(journal, name, "a"))
        .containsExactly(
            "begin 1", "end 1", "begin 2", "fail 2", "begin 2", "fail 2", "begin 2", "fail 2",
            "begin 3", "end 3", "begin 4", "end 4");
    List<String> all = journal.all();
    assertThat(all.indexOf("end " + name + " c 8"))
        .isBetween(0, all.indexOf("begin " + name + " a 3"));
    DeadLetterInfo parked =
        client.queue().deadLetters(DeadLetterRequest.of(name), 9, null).items().get(0);
    assertThat(parked.eventId()).isEqualTo("e2");
    assertThat(parked.key()).isEqualTo("a");
    assertThat(parked.association()).isEqualTo(name);

    client.putCode(name, Ledger.patient(name, journal), null);
    client.queue().redrive(parked.id(), null);

    awaitDone(name, "a", List.of(1, 3, 4, 2));
  }

  @Test
  void shouldHalveABatchThatFailsUntilThePoisonStandsAlone() throws Exception {
    String name = "halved";
    make(name, 2, 8, new Ordered("source", null, "park", null));
    client.events().set(name, "pause");
    Ledger.publish(client, name, "x", 0, 15, 5);
    client.events().set(name, "resume");

    Await.until("all but one run", () -> Ledger.done(journal, name, "x").size() >= 15);

    assertThat(Ledger.said(journal, name, "x"))
        .containsExactly(
            "begin 0 1 2 3 4 5 6 7",
            "fail 0 1 2 3 4 5 6 7",
            "begin 0 1 2 3 4 5 6 7",
            "fail 0 1 2 3 4 5 6 7",
            "begin 0 1 2 3",
            "end 0 1 2 3",
            "begin 4 5",
            "fail 4 5",
            "begin 4",
            "end 4",
            "begin 5",
            "fail 5",
            "begin 6",
            "end 6",
            "begin 7",
            "end 7",
            "begin 8 9 10 11 12 13 14 15",
            "end 8 9 10 11 12 13 14 15");
    assertThat(client.queue().deadLetters(DeadLetterRequest.of(name), 9, null).items())
        .extracting(DeadLetterInfo::eventId)
        .containsExactly("e5");
    assertThat(client.events().shards(name)).extracting(is -> is.shard()).containsExactly("events");
  }

  @Test
  void shouldStopAShardAtPoisonUntilItIsSkippedOrTriedAgain() throws Exception {
    String name = "stopped";
    make(name, 2, 3, new Ordered("subject", 16, "block", null));
    String free = "unstopped";
    client.createFunction(Ledger.function(free, journal, 1, 0.05));
    AssociationSpec second = Ledger.association(free, null, BY_SUBJECT);
    client
        .events()
        .create(
            new AssociationSpec(
                free,
                null,
                "type = '" + name + "'",
                second.targets(),
                null,
                null,
                null,
                BY_SUBJECT,
                null,
                null));

    Ledger.publish(client, name, "a", 1, 9, 2, 5);
    Ledger.publish(client, name, "c", 10, 12);

    Await.until("it stops", () -> Integer.valueOf(1).equals(blocked(name)));
    awaitDone(name, "c", range(10, 12));
    awaitDone(free, "a", List.of(1, 3, 4, 6, 7, 8, 9));
    assertThat(Ledger.done(journal, name, "a")).containsExactly(1);
    AssociationShard is = shard(name, "1");
    assertThat(is.state()).isEqualTo("blocked");
    assertThat(is.waiting()).isEqualTo(8);
    assertThat(is.blocking().eventId()).isEqualTo("e2");
    assertThat(is.blocking().key()).isEqualTo("a");
    assertThat(is.blocking().error().message()).isEqualTo("bad number");
    assertThat(cli.run("association", "shards", name)).contains("blocked", "e2: ValueError");
    assertThat(cli.run("association", "get", name)).contains("by subject, in 16 shards");
    Refused.with(
        ErrorCode.SHARD_NOT_BLOCKED, () -> client.events().unblock(name, "0", "skip", null));
    Refused.with(
        ErrorCode.SHARD_NOT_BLOCKED, () -> client.events().unblock(name, "1", "retry", free));

    cli.run("association", "skip", name, "1");

    Await.until("it stops again", () -> "e5".equals(stoppedBy(name)));
    assertThat(Ledger.done(journal, name, "a")).containsExactly(1, 3, 4);
    assertThat(client.queue().deadLetters(DeadLetterRequest.of(name), 9, null).items())
        .extracting(DeadLetterInfo::eventId)
        .containsExactly("e2");
    client.putCode(name, Ledger.patient(name, journal), null);
    cli.run("association", "retry", name, "1", "--function", name);
    awaitDone(name, "a", List.of(1, 3, 4, 5, 6, 7, 8, 9));
    assertThat(blocked(name)).isZero();
  }

  private @Nullable Integer blocked(String name) throws Exception {
    return client.events().association(name).blockedShards();
  }

  private @Nullable String stoppedBy(String name) throws Exception {
    AssociationShard.Blocking blocking = shard(name, "1").blocking();
    return blocking == null ? null : blocking.eventId();
  }

  @Test
  void shouldRunThousandsInOrderThatCameDuringAPause() throws Exception {
    String name = "resumed";
    make(name, 3, 100, BY_SUBJECT);
    client.events().set(name, "pause");
    List<String> keys = List.of("a", "c");
    for (int at = 0; at < 4_000; at += 200) {
      int from = at;
      Ledger.publish(
          client,
          IntStream.range(from, from + 200)
              .mapToObj(n -> Ledger.event(name, keys.get(n % 2), n, false))
              .toList());
    }
    AssociationInfo waiting = client.events().association(name);
    assertThat(waiting.waiting()).isEqualTo(4_000);
    assertThat(shard(name, "1").waiting()).isEqualTo(2_000);
    assertThat(Ledger.done(journal, name, null)).isEmpty();

    client.events().set(name, "resume");

    for (int k = 0; k < 2; k++) {
      int first = k;
      awaitDone(name, keys.get(k), range(0, 3_999).stream().filter(n -> n % 2 == first).toList());
    }
    // Full batches: what waits is read before it runs.
    assertThat(Ledger.said(journal, name, "a")).hasSize(2 * 20);
  }

  @Test
  void shouldDeliverKeptEventsAgainFromAPlaceOn() throws Exception {
    String name = "replayed";
    make(name, 3, null, new Ordered("subject", 16, "park", new Retention(100, 3600.0)));
    Ledger.publish(client, name, "a", 1, 4);
    awaitDone(name, "a", range(1, 4));
    Await.until("all is settled", () -> client.events().association(name).waiting() == 0);
    long fourth = shard(name, "1").position();
    Instant between = Instant.now();
    Ledger.publish(client, name, "a", 5, 6);
    List<Integer> all = new ArrayList<>(range(1, 6));
    awaitSettled(name, all);

    assertThat(client.events().replay(name, new Replay(null, null, "e3", null))).isEqualTo(4);
    all.addAll(range(3, 6));
    awaitSettled(name, all);
    assertThat(client.events().replay(name, new Replay(fourth, null, null, name))).isEqualTo(3);
    all.addAll(range(4, 6));
    awaitSettled(name, all);
    assertThat(cli.run("association", "replay", name, "--from", between.toString()))
        .isEqualTo("2 events are delivered again\n");
    all.addAll(range(5, 6));
    awaitSettled(name, all);
    assertThat(cli.run("association", "replay", name, "--from", "event:e6")).contains("1 event is");
    all.add(6);
    awaitSettled(name, all);
    assertThat(client.events().replay(name, new Replay(1L, null, null, null))).isEqualTo(6);
    all.addAll(range(1, 6));
    awaitSettled(name, all);
  }

  private void awaitSettled(String name, List<Integer> numbers) throws Exception {
    awaitDone(name, "a", numbers);
    Await.until("all is settled", () -> client.events().association(name).waiting() == 0);
  }

  @Test
  void shouldRefuseAReplayOfWhatIsNotKept() throws Exception {
    String name = "gone";
    make(name, 3, null, BY_SUBJECT);
    String plain = "plain";
    client.createFunction(Ledger.function(plain, journal, 1, 0.05));
    client.events().create(Ledger.association(plain, null, null));
    Ledger.publish(client, name, "a", 1, 3);
    awaitSettled(name, range(1, 3));
    long position = shard(name, "1").position();

    for (Replay lost :
        List.of(
            new Replay(1L, null, null, null),
            new Replay(position, null, null, null),
            new Replay(null, Instant.EPOCH, null, null),
            new Replay(null, null, "e3", null))) {
      Refused.with(ErrorCode.POSITION_NOT_KEPT, () -> client.events().replay(name, lost));
    }
    assertThat(client.events().replay(name, new Replay(position + 1, null, null, null))).isZero();
    for (Replay wrong :
        List.of(
            new Replay(null, null, null, null),
            new Replay(0L, null, null, null),
            new Replay(1L, null, "e1", null),
            new Replay(null, Instant.EPOCH.minusSeconds(1), null, null),
            new Replay(1L, null, null, plain))) {
      Refused.with(ErrorCode.INVALID_REQUEST, () -> client.events().replay(name, wrong));
    }
    Refused.with(
        ErrorCode.ASSOCIATION_NOT_ORDERED,
        () -> client.events().replay(plain, new Replay(1L, null, null, null)));
    Refused.with(ErrorCode.ASSOCIATION_NOT_ORDERED, () -> client.events().shards(plain));
    Refused.with(ErrorCode.ASSOCIATION_NOT_FOUND, () -> client.events().shards("none"));
  }

  @Test
  void shouldRefuseOrdersThatAreNone() throws Exception {
    String name = "refused";
    client.createFunction(Ledger.function(name, journal, 1, 0.05));
    for (Ordered wrong :
        List.of(
            new Ordered(null, null, null, null),
            new Ordered("", null, null, null),
            new Ordered("No Attribute", null, null, null),
            new Ordered("$", null, null, null),
            new Ordered("$.data[", null, null, null),
            new Ordered("source", 4, null, null),
            new Ordered("subject", 0, null, null),
            new Ordered("subject", 65, null, null),
            new Ordered("subject", 1, "drop", null),
            new Ordered("subject", 1, null, new Retention(0, null)),
            new Ordered("subject", 1, null, new Retention(100_001, null)),
            new Ordered("subject", 1, null, new Retention(1, 0.5)))) {
      Refused.with(
          ErrorCode.INVALID_REQUEST,
          () -> client.events().create(Ledger.association(name, null, wrong)));
    }
    AssociationSpec spec = Ledger.association(name, null, BY_SUBJECT);
    AssociationSpec both =
        new AssociationSpec(
            name, null, null, spec.targets(), "subject", null, null, BY_SUBJECT, null, null);
    Refused.with(ErrorCode.INVALID_REQUEST, () -> client.events().create(both));
  }

  @Test
  void shouldNotMoveEventsThatWaitToOtherShards() throws Exception {
    String name = "moved";
    make(name, 1, null, BY_SUBJECT);
    client.events().set(name, "pause");
    Ledger.publish(client, name, "a", 1, 3);

    for (Ordered other :
        new Ordered[] {
          new Ordered("subject", 8, null, null), new Ordered("type", 16, null, null), null
        }) {
      Refused.with(
          ErrorCode.ASSOCIATION_NOT_EMPTY,
          () -> client.events().replace(name, Ledger.association(name, null, other), null));
    }
    cli.run("association", "update", name, "--on-poison", "block", "--keep", "5", "--batch", "2");
    assertThat(client.events().association(name).ordered())
        .isEqualTo(new Ordered("subject", 16, "block", new Retention(5, null)));
    client.events().set(name, "resume");
    awaitSettled(name, range(1, 3));

    cli.run("association", "update", name, "--ordered", "source", "--keep", "0");
    assertThat(client.events().association(name).ordered())
        .isEqualTo(new Ordered("source", null, "block", null));
    cli.run("association", "update", name, "--ordered", "");
    assertThat(client.events().association(name).ordered()).isNull();
    assertThat(client.events().association(name).blockedShards()).isNull();
  }
}
