package dev.sluice.e2e.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Batch;
import dev.sluice.api.AssociationSpec.Combine;
import dev.sluice.api.AssociationSpec.Ordered;
import dev.sluice.api.AssociationSpec.Part;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.CombinationCounts;
import dev.sluice.api.CombinationInfo;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.Page;
import dev.sluice.api.Problem;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Associations that wait for several events. */
@ResourceLock(Lane.OWN_SERVER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CombineTest {
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
    folder = Scratch.create("combine");
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

  private void make(String name, Combine combine) throws Exception {
    client.createFunction(Pairs.function(name, journal));
    client.events().create(Pairs.association(name, combine));
  }

  private void awaitSaid(String name, String... lines) throws Exception {
    Await.value(
        name + " runs", () -> Pairs.said(journal, name), said -> said.size() >= lines.length);
    Await.until("it is settled", () -> client.events().association(name).waiting() == 0);
    assertThat(Pairs.said(journal, name)).containsExactlyInAnyOrder(lines);
  }

  private CombinationCounts counts(String name) throws Exception {
    return client.events().association(name).combinations();
  }

  @Test
  void shouldGiveTargetsOneEventOfAllThatBelongTogether() throws Exception {
    String name = "whole";
    client.createFunction(
        Pairs.function(
            name,
            journal,
            "[one['type'], one['source'], str(one.get('tenant')), str(one.get('hops')),"
                + " str(events['b']['data'])]"));
    client
        .events()
        .create(
            Pairs.association(
                name,
                new Combine(
                    "all",
                    List.of(
                        Pairs.part(name, "a"),
                        new Part("b", "events", "type = 'whole.b'", "$.data.order")),
                    "subject",
                    60.0)));

    assertThat(
            Pairs.publish(client, Pairs.event(name, "a", "7", "1", ",\"tenant\":\"t\",\"hops\":1")))
        .isEmpty();
    assertThat(Pairs.publish(client, name, "a", "8", "2")).isEmpty();
    List<String> whole =
        Pairs.publish(
            client,
            Pairs.event(
                name, "b", "x", "3", ",\"tenant\":\"t\",\"hops\":2,\"data\":{\"order\":7}"));

    assertThat(whole).hasSize(1);
    awaitSaid(
        name,
        "7 a=1 b=3 dev.sluice.association.combined /namespaces/default/associations/whole t None"
            + " {'order': 7}");
    assertThat(client.invocation(whole.get(0)).trigger()).isEqualTo("association:whole");
    assertThat(counts(name)).isEqualTo(new CombinationCounts(1, 1, 0, 0));
  }

  @Test
  void shouldBeWholeByEitherOfTwoWays() throws Exception {
    String name = "either";
    make(
        name,
        new Combine(
            "(a and b) or c",
            List.of(Pairs.part(name, "a"), Pairs.part(name, "b"), Pairs.part(name, "c")),
            "subject",
            null));
    Pairs.publish(client, name, "a", "k", "1");
    Pairs.publish(client, name, "c", "l", "2");
    Pairs.publish(client, name, "b", "k", "3");
    Pairs.publish(client, name, "b", "m", "4");
    Pairs.publish(client, name, "c", "m", "5");

    awaitSaid(name, "k a=1 b=3", "l c=2", "m b=4 c=5");
  }

  @Test
  void shouldTakeEachEventOnceAndTheFirstOfAPart() throws Exception {
    String name = "once";
    make(name, Pairs.both(name, null));
    for (String id : List.of("1", "1", "2", "1")) {
      Pairs.publish(client, name, "a", "k", id);
    }
    assertThat(counts(name).open()).isEqualTo(2);
    Pairs.publish(client, name, "b", "k", "3");
    Pairs.publish(client, name, "b", "k", "3");
    Pairs.publish(client, name, "a", "k", "1");
    Pairs.publish(client, name, "b", "k", "4");

    awaitSaid(name, "k a=1 b=3", "k a=2 b=4");
    assertThat(counts(name)).isEqualTo(new CombinationCounts(0, 2, 0, 0));
  }

  @Test
  void shouldLetEventsPassByThatHaveNothingInCommon() throws Exception {
    String name = "nothing";
    make(
        name,
        new Combine(null, List.of(Pairs.part(name, "a"), Pairs.part(name, "b")), "tenant", null));
    assertThat(Pairs.publish(client, name, "a", "k", "1")).isEmpty();
    assertThat(counts(name).open()).isZero();
  }

  @Test
  void shouldGiveUpWhatIsNotWholeInTime() throws Exception {
    String name = "late";
    make(name, Pairs.both(name, 1.0));
    Pairs.publish(client, name, "a", "k", "1");

    Await.until("it expires", () -> counts(name).expired() == 1);

    assertThat(counts(name)).isEqualTo(new CombinationCounts(0, 0, 1, 0));
    assertThat(client.events().combinations(name, null, null).items()).isEmpty();
    assertThat(Pairs.publish(client, name, "b", "k", "2")).isEmpty();
    assertThat(Pairs.said(journal, name)).isEmpty();
  }

  @Test
  void shouldCombineDuringAPauseAndRunWhenItIsOver() throws Exception {
    String name = "paused";
    make(name, Pairs.both(name, null));
    Pairs.publish(client, name, "a", "k", "1");
    client.events().set(name, "pause");
    Pairs.publish(client, name, "b", "k", "2");
    Pairs.publish(client, name, "a", "l", "3");
    assertThat(counts(name)).isEqualTo(new CombinationCounts(1, 1, 0, 0));
    assertThat(client.events().association(name).waiting()).isEqualTo(1);
    assertThat(Pairs.said(journal, name)).isEmpty();

    client.events().set(name, "resume");
    Pairs.publish(client, name, "b", "l", "4");
    awaitSaid(name, "k a=1 b=2", "l a=3 b=4");

    Pairs.publish(client, name, "a", "m", "5");
    client.events().set(name, "disable");
    assertThat(Pairs.publish(client, name, "b", "m", "6")).isEmpty();
    assertThat(counts(name).open()).as("what is disabled takes nothing").isEqualTo(1);
    client.events().set(name, "enable");
    assertThat(Pairs.publish(client, name, "b", "m", "7")).hasSize(1);
  }

  @Test
  void shouldKeepWhatIsOpenUnlessItsRulesChange() throws Exception {
    String name = "replaced";
    make(name, Pairs.both(name, null));
    Pairs.publish(client, name, "a", "k", "1");

    AssociationSpec other = Pairs.association(name, Pairs.both(name, null));
    long revision = client.events().association(name).revision();
    client.events().replace(name, with(other, "other words"), revision);
    assertThat(counts(name).open()).isEqualTo(1);
    client.events().replace(name, Pairs.association(name, Pairs.both(name, 77.0)), revision + 1);

    assertThat(counts(name)).isEqualTo(new CombinationCounts(0, 0, 0, 1));
    assertThat(Pairs.publish(client, name, "b", "k", "2")).isEmpty();
    client.events().replace(name, Pairs.association(name, null), revision + 2);
    assertThat(client.events().association(name).combinations()).isNull();
    Refused.with(
        ErrorCode.ASSOCIATION_NOT_COMBINING, () -> client.events().combinations(name, null, null));

    client.events().delete(name);
    client.events().create(Pairs.association(name, Pairs.both(name, 77.0)));
    assertThat(counts(name)).isEqualTo(new CombinationCounts(0, 0, 0, 0));
    Refused.with(
        ErrorCode.ASSOCIATION_NOT_FOUND, () -> client.events().combinations("none", null, null));
  }

  private static AssociationSpec with(AssociationSpec spec, String description) {
    return new AssociationSpec(
        spec.name(),
        spec.sources(),
        spec.filter(),
        spec.targets(),
        spec.orderBy(),
        spec.pauseAfter(),
        spec.batch(),
        spec.ordered(),
        spec.combine(),
        description,
        null);
  }

  @Test
  void shouldDoWithACombinationWhatIsDoneWithEveryEvent() throws Exception {
    String name = "further";
    client.createFunction(Pairs.function(name, journal));
    client.versions().publish(name, null, null);
    client
        .events()
        .create(
            new AssociationSpec(
                name,
                null,
                "EXISTS subject",
                List.of(new Target(name, null, Map.of("1", 1.0), "{subject: \"s\", data}")),
                null,
                null,
                new Batch(10, 0.0),
                new Ordered("$.data.events.a.subject", 4, null, null),
                Pairs.both(name, null),
                null,
                null));
    for (int n = 0; n < 20; n++) {
      Pairs.publish(client, name, "a", "k", "a" + n);
    }
    for (int n = 0; n < 20; n++) {
      Pairs.publish(client, name, "b", "k", "b" + n);
    }
    Await.until("all run", () -> Pairs.said(journal, name).size() == 20);
    assertThat(Pairs.said(journal, name).get(0)).isEqualTo("s a=a0 b=b0");
    assertThat(Pairs.said(journal, name).get(19)).isEqualTo("s a=a19 b=b19");
    assertThat(Pairs.said(journal, name)).doesNotHaveDuplicates();
    assertThat(client.events().shards(name)).hasSize(1);
  }

  @Test
  void shouldCombineBatchesOfTheGatewayAsTheyCome() throws Exception {
    String name = "batch";
    make(name, Pairs.both(name, null));
    List<String> events =
        List.of(
            Pairs.event(name, "a", "k", "1", ""),
            Pairs.event(name, "b", "k", "2", ""),
            Pairs.event(name, "b", "l", "3", ""));
    assertThat(Ledger.publish(client, events)).hasSize(1);
    awaitSaid(name, "k a=1 b=2");
    assertThat(counts(name).open()).isEqualTo(1);
  }

  @Test
  void shouldShowWhatIsThereAndWhatIsMissing() throws Exception {
    String name = "shown";
    client.createFunction(Pairs.function(name, journal));
    cli.run(
        "association",
        "create",
        name,
        "--target",
        name,
        "--filter",
        "type LIKE 'shown.%'",
        "--combine",
        "(a and b) or c",
        "--part",
        "a=type = 'shown.a'",
        "--part",
        "b@events=type = 'shown.b'",
        "--part",
        "c=type = 'shown.c'",
        "--correlate",
        "subject",
        "--correlate",
        "b=$.data.n",
        "--combine-window",
        "600");
    Pairs.publish(client, name, "a", "k", "1");
    Pairs.publish(client, name, "a", "l", "2");

    assertThat(client.events().association(name).combine())
        .isEqualTo(
            new Combine(
                "(a and b) or c",
                List.of(
                    Pairs.part(name, "a"),
                    new Part("b", "events", "type = 'shown.b'", "$.data.n"),
                    Pairs.part(name, "c")),
                "subject",
                600.0));
    assertThat(cli.run("association", "get", name))
        .contains(
            "(a and b) or c, by subject, within 600.0 s",
            "a=type = 'shown.a'; b@events=type = 'shown.b', by $.data.n; c=type = 'shown.c'",
            "2 open, 0 completed, 0 expired, 0 dropped");
    assertThat(cli.run("association", "combinations", name)).contains("k", "a=1", "b c");
    Page<CombinationInfo> first = client.events().combinations(name, 1, null);
    assertThat(first.items()).hasSize(1);
    CombinationInfo one = first.items().get(0);
    assertThat(one.key()).isEqualTo("k");
    assertThat(one.events()).extracting(CombinationInfo.Part::part).containsExactly("a");
    assertThat(one.events()).extracting(CombinationInfo.Part::eventId).containsExactly("1");
    assertThat(one.missing()).containsExactly("b", "c");
    assertThat(one.expiresAt()).isEqualTo(one.openedAt().plusSeconds(600));
    Page<CombinationInfo> second = client.events().combinations(name, 1, first.next());
    assertThat(second.items()).extracting(CombinationInfo::key).containsExactly("l");
    assertThat(second.next()).isNull();
    Refused.with(
        ErrorCode.INVALID_REQUEST, () -> client.events().combinations(name, 1, "elsewhere"));

    cli.run("association", "update", name, "--description", "more");
    assertThat(counts(name).open()).isEqualTo(2);
    cli.run("association", "update", name, "--combine-window", "60");
    assertThat(client.events().association(name).combine().windowSeconds()).isEqualTo(60);
    assertThat(client.events().association(name).combine().parts()).hasSize(3);
    assertThat(counts(name).dropped()).isEqualTo(2);
    cli.run("association", "update", name, "--combine", "");
    assertThat(client.events().association(name).combine()).isNull();
  }

  private Problem refused(String name, ErrorCode code, Combine combine) {
    return Refused.with(code, () -> client.events().create(Pairs.association(name, combine)));
  }

  @Test
  void shouldSayWhatIsWrongWithACombination() throws Exception {
    String name = "wrong";
    client.createFunction(Pairs.function(name, journal));
    ErrorCode invalid = ErrorCode.INVALID_REQUEST;
    Part a = Pairs.part(name, "a");
    Part b = Pairs.part(name, "b");
    List<Part> both = List.of(a, b);
    assertThat(refused(name, invalid, new Combine("a and c", both, null, null)).detail())
        .isEqualTo("'when' names 'c' at character 7, and there is no such part.");
    assertThat(refused(name, invalid, new Combine("a or (a)", both, null, null)).detail())
        .isEqualTo("'when' does not name the part 'b'.");
    assertThat(refused(name, invalid, new Combine("a and", both, null, null)).detail())
        .contains("ends at character 6");
    Part unread = new Part("b", null, "type = ", null);
    assertThat(
            refused(
                    name,
                    ErrorCode.INVALID_FILTER,
                    new Combine(null, List.of(a, unread), null, null))
                .detail())
        .contains("The part 'b'", "line 1", "column");
    for (Double seconds : List.of(0.0, 0.5, -1.0, 604_801.0)) {
      assertThat(refused(name, invalid, new Combine(null, both, null, seconds)).detail())
          .isEqualTo("combine's windowSeconds is " + seconds + ".");
    }
    for (String by : List.of("$.data[", "$", "No Attribute", "data.x")) {
      assertThat(refused(name, invalid, new Combine(null, both, by, null)).detail())
          .isEqualTo("combine correlates by '" + by + "'.");
      Part part = new Part("b", null, null, by);
      assertThat(refused(name, invalid, new Combine(null, List.of(a, part), null, null)).detail())
          .isEqualTo("The part 'b' correlates by '" + by + "'.");
    }
    assertThat(refused(name, invalid, new Combine(null, null, null, null)).detail())
        .isEqualTo("combine has 0 parts.");
    assertThat(refused(name, invalid, new Combine(null, List.of(a), null, null)).detail())
        .isEqualTo("combine has 1 parts.");
    assertThat(refused(name, invalid, new Combine(null, List.of(a, a), null, null)).detail())
        .isEqualTo("Two parts are called 'a'.");
    Part word = new Part("And", null, null, null);
    assertThat(refused(name, invalid, new Combine(null, List.of(a, word), null, null)).detail())
        .isEqualTo("A part is called 'And'.");
    for (Part wrong :
        List.of(new Part("b c", null, null, null), new Part("b", "no source", null, null))) {
      refused(name, ErrorCode.INVALID_NAME, new Combine(null, List.of(a, wrong), null, null));
    }
    assertThat(cli.refused("association", "create", name, "--target", name, "--combine", "all"))
        .contains("combine has 0 parts");
  }

  @Test
  void shouldRefuseSourcesWithNamesOfTheServersOwn() {
    for (String name : List.of("events", "jobs", "workflow")) {
      Problem problem =
          Refused.with(
              ErrorCode.INVALID_NAME,
              () ->
                  client
                      .sources()
                      .create(new SourceSpec(name, "webhook", Map.of("verify", "none"), null)));
      assertThat(problem.detail()).isEqualTo("No source can be called '" + name + "'.");
    }
  }
}
