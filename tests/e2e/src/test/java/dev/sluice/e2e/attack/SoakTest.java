package dev.sluice.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Remains;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions in every language that work, raise, crash, hang, leak and flood, for a while, from
 * several callers, while they are published, changed and deleted: afterwards the server holds as
 * much of its host as before. Half a minute for each kind of server; {@code -Dsoak.seconds=600} is
 * for the night, {@code -Dsoak.seed} repeats the callers' choices.
 */
@Tag("slow")
@ResourceLock(Lane.OWN_SERVER)
class SoakTest {
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("soak.seconds", 60)).dividedBy(As.here().size());
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
  private static final int CALLERS = 4;

  /** What callers ask for; some more often, so that instances also live through several calls. */
  private static final List<String> CALLS =
      List.of(
          "nothing",
          "nothing",
          "nothing",
          "nothing",
          "nothing",
          "nothing",
          "no-such",
          "no-such",
          "crash",
          "exit",
          "kill-everybody",
          "sleep",
          "spin",
          "ignore-sigterm",
          "stop-itself",
          "memory",
          "memory-of-many",
          "disk",
          "forks",
          "threads",
          "descriptors",
          "daemon",
          "log-flood",
          "forged-log",
          "large-answer");

  /** Refusals that follow from what the others do meanwhile. */
  private static final Set<ErrorCode> EXPECTED =
      EnumSet.of(
          ErrorCode.FUNCTION_NOT_FOUND, ErrorCode.FUNCTION_EXISTS, ErrorCode.CAPACITY_EXCEEDED);

  /**
   * Descriptors and threads that may come and go with connections of the callers and of the
   * database, which the server keeps a while for the next ones.
   */
  private static final int SLACK = 2 * CALLERS + 8;

  private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();

  /** What the server holds. */
  private record Held(Remains.Counts host, int descriptors, int threads) {
    boolean noMoreThan(Held before) {
      return host.noMoreThan(before.host)
          && descriptors <= before.descriptors + SLACK
          && threads <= before.threads + SLACK;
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sluice.e2e.attack.As#here")
  void shouldHoldNoMoreAfterwardsThanBefore(As as) throws Exception {
    Path folder = Scratch.create("soak");
    try (ServerProcess server =
        as.launch(folder)
            .config("pool.keep-alive = 1s\npool.warm-hosts = 1\npool.max-instances = 24\n")
            .start()) {
      Remains remains = new Remains(server);
      Remains.Counts atRest = remains.atRest(Language.values().length);
      for (Language language : Language.values()) {
        deploy(server.client(), language);
      }
      // What the server makes when it is first needed, and keeps, is there from now on.
      soak(server.client(), System.nanoTime() + Duration.ofSeconds(3).toNanos());
      Await.value(
          "idle", () -> remains.atRest(Language.values().length), now -> now.noMoreThan(atRest));
      Held before = held(server, remains);

      soak(server.client(), System.nanoTime() + LENGTH.toNanos());

      assertThat(outcomes).as("seed %d", SEED).containsKeys("ok", "function-exited");
      Await.value(
          "no more is held than " + before + " after " + new TreeMap<>(outcomes) + ", seed " + SEED,
          () -> held(server, remains),
          now -> now.noMoreThan(before));
      assertThat(server.output()).doesNotContain("ERROR");
    } finally {
      Scratch.delete(folder);
    }
  }

  private void soak(SluiceClient client, long end) throws Exception {
    Parallel.run(
        CALLERS + 1,
        1,
        LENGTH.plusMinutes(2),
        (thread, step) -> {
          Random random = new Random(SEED + thread);
          while (System.nanoTime() < end) {
            try {
              if (thread == CALLERS) {
                change(client, random);
              } else {
                count(call(client, random));
              }
            } catch (SluiceApiException e) {
              if (EXPECTED.stream().noneMatch(e::is)) {
                throw new AssertionError("seed " + SEED, e);
              }
              count(e.problem().code());
            }
          }
        });
  }

  private static String call(SluiceClient client, Random random) throws Exception {
    String name = name(any(random, List.of(Language.values())));
    byte[] event = (any(random, CALLS) + " soak\n").getBytes(StandardCharsets.UTF_8);
    InvokeResult result =
        client.invoke(name, new InvokeRequest("latest", event, "text/plain", false));
    assertThat(result.problem() == null ? "" : result.problem().code())
        .isNotEqualTo(ErrorCode.INTERNAL.code());
    return result.problem() == null ? "ok" : result.problem().code();
  }

  private static void change(SluiceClient client, Random random) throws Exception {
    Language language = any(random, List.of(Language.values()));
    String name = name(language);
    switch (random.nextInt(3)) {
      case 0 -> client.versions().publish(name, null, null);
      case 1 -> client.updateFunction(name, Sources.onlyDescription("" + random.nextInt()), null);
      default -> {
        client.deleteFunction(name, null);
        deploy(client, language);
      }
    }
    InvokeRequest request =
        new InvokeRequest(
            "latest", "nothing\n".getBytes(StandardCharsets.UTF_8), "text/plain", false);
    client.invoke(name, request);
  }

  private static void deploy(SluiceClient client, Language language) throws Exception {
    client.createFunction(Sources.timeout(language.function(name(language), "bombs"), 1));
  }

  private static String name(Language language) {
    return "soak-" + language.name().toLowerCase(Locale.ROOT);
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private static Held held(ServerProcess server, Remains remains) throws Exception {
    return new Held(remains.now(), entries(server, "fd"), entries(server, "task"));
  }

  private static int entries(ServerProcess server, String kind) {
    String[] names = new File("/proc/" + server.pid() + "/" + kind).list();
    return names == null ? 0 : names.length;
  }
}
