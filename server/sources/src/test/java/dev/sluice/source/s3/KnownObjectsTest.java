package dev.sluice.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.SourceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is remembered of objects, with a crash after any write of it. */
final class KnownObjectsTest {
  /** Forgets all that is written after so many writes, and throws then. */
  private static final class Memory implements Intake {
    private final Map<String, String> positions = new HashMap<>();
    private long written;
    private int writes;
    private int crashAt = Integer.MAX_VALUE;

    @Override
    public void connected() {}

    @Override
    public void accept(List<SourceEvent> events) {}

    @Override
    public String recall(String key) {
      return positions.get(key);
    }

    @Override
    public void remember(String key, String position) {
      if (writes++ == crashAt) {
        throw new IllegalStateException("crash");
      }
      assertThat(position == null ? 0 : position.length()).isLessThan(65_536);
      written += position == null ? 0 : position.length();
      positions.put(key, position);
    }
  }

  private static Listed object(String key, String etag) {
    return new Listed(key, etag, 1, 1);
  }

  /** Compares a listing as a poll does, and gives back what was told. */
  private static List<String> poll(Memory memory, SortedMap<String, String> bucket)
      throws Exception {
    List<String> told = new ArrayList<>();
    poll(memory, bucket, told);
    return told;
  }

  private static void poll(Memory memory, SortedMap<String, String> bucket, List<String> told)
      throws Exception {
    List<Listed> objects = new ArrayList<>();
    bucket.forEach((key, etag) -> objects.add(object(key, etag)));
    KnownObjects known = new KnownObjects(memory, "scope");
    new Comparison(
            known,
            new Listing(token -> new Listing.Page(objects, null), new Scope("", List.of())),
            changes -> {
              for (ObjectChange each : changes) {
                ObjectEvent event = each.event("b");
                told.add(event.what() + " " + event.key() + " " + event.etag());
              }
            })
        .run();
    known.complete("scope");
  }

  private static SortedMap<String, String> bucket(int objects) {
    SortedMap<String, String> bucket = new TreeMap<>(Keys.ORDER);
    for (int i = 0; i < objects; i++) {
      bucket.put("photos/2026/%06d-%s.jpg".formatted(i, "p".repeat(30)), "0123456789abcdef" + i);
    }
    return bucket;
  }

  @Test
  void shouldRewriteLittleForAChangeAmongAHundredThousand() throws Exception {
    Memory memory = new Memory();
    SortedMap<String, String> bucket = bucket(100_000);
    assertThat(poll(memory, bucket)).hasSize(100_000);
    long all = memory.positions.values().stream().mapToLong(String::length).sum();
    assertThat(memory.written).isLessThan(all * 3);
    memory.written = 0;
    assertThat(poll(memory, bucket)).isEmpty();
    assertThat(memory.written).isZero();
    bucket.put(bucket.firstKey() + "-new", "n");
    assertThat(poll(memory, bucket)).containsExactly("created " + bucket.firstKey() + "-new n");
    assertThat(memory.written).isLessThan(65_536);
  }

  @Test
  void shouldSayWhenThereIsTooMuch() {
    assertThatThrownBy(() -> poll(new Memory(), bucket(400_000)))
        .hasMessageContaining("more objects than can be watched");
  }

  @Test
  void shouldTellAllThatChangesWhateverComesAndGoes() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Memory memory = new Memory();
    SortedMap<String, String> bucket = bucket(3_000);
    List<String> first = poll(memory, bucket);
    assertThat(first).hasSize(3_000);
    for (int round = 0; round < 30; round++) {
      List<String> expected = new ArrayList<>();
      TreeMap<String, String> before = new TreeMap<>(bucket);
      int changes = random.nextInt(2_000);
      for (int i = 0; i < changes; i++) {
        String key = "photos/2026/%06d-%s.jpg".formatted(random.nextInt(6_000), "p".repeat(30));
        if (random.nextBoolean()) {
          bucket.remove(key);
        } else {
          bucket.put(key, "%s %%\n".formatted(round));
        }
      }
      TreeMap<String, String> both = new TreeMap<>(before);
      both.putAll(bucket);
      for (String key : both.keySet()) {
        String old = before.get(key);
        String now = bucket.get(key);
        if (now == null) {
          expected.add("removed " + key + " " + old);
        } else if (!now.equals(old)) {
          expected.add((old == null ? "created " : "changed ") + key + " " + now);
        }
      }
      assertThat(poll(memory, bucket)).as("seed %d", seed).isEqualTo(expected);
    }
    bucket.clear();
    poll(memory, bucket);
    assertThat(memory.positions.keySet().stream().filter(key -> key.startsWith("objects-")))
        .allMatch(key -> memory.positions.get(key) == null);
  }

  @Test
  void shouldHideNothingWhereverItCrashes() throws Exception {
    for (int crash = 0; crash < 40; crash++) {
      Memory memory = new Memory();
      SortedMap<String, String> bucket = bucket(900);
      poll(memory, bucket);
      bucket.replaceAll((key, etag) -> key.hashCode() % 3 == 0 ? "changed" : etag);
      for (int i = 0; i < 800; i++) {
        bucket.put("photos/2026/%06d-more-%s".formatted(i, "p".repeat(30)), "more");
      }
      long expected =
          bucket.values().stream().filter(etag -> !etag.startsWith("0123456789abcdef")).count();
      memory.crashAt = memory.writes + crash;
      List<String> told = new ArrayList<>();
      try {
        poll(memory, bucket, told);
      } catch (IllegalStateException e) {
        memory.crashAt = Integer.MAX_VALUE;
        poll(memory, bucket, told);
      }
      assertThat(new HashSet<>(told)).as("after a crash at %d", crash).hasSize((int) expected);
      assertThat(poll(memory, bucket)).as("after a crash at %d", crash).isEmpty();
      TreeMap<String, String> known = new TreeMap<>();
      KnownObjects state = new KnownObjects(memory, "scope");
      for (int i = 0; i < state.size(); i++) {
        state.read(i, null).forEach(each -> known.put(each.key(), each.etag()));
      }
      assertThat(known).isEqualTo(new TreeMap<>(bucket));
    }
  }
}
