package dev.sluice.core.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderKeyTest {
  /** Events that wait are where an older release put them: these never change. */
  @Test
  void shouldPlaceAKeyWhereItAlwaysWas() {
    assertThat(OrderKey.shard("", 16)).isEqualTo(4);
    assertThat(OrderKey.shard("größe", 16)).isEqualTo(6);
    assertThat(OrderKey.shard("orders", 16)).isEqualTo(13);
    assertThat(OrderKey.shard("orders", 1)).isZero();
  }

  @Test
  void shouldSpreadKeysOverAllShards() {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    int[] counts = new int[16];
    for (int n = 0; n < 16_000; n++) {
      String key = "key" + random.nextLong();
      int shard = OrderKey.shard(key, counts.length);
      assertThat(OrderKey.shard(key, counts.length)).isEqualTo(shard);
      counts[shard]++;
    }
    assertThat(Arrays.stream(counts)).as("seed %d", seed).allMatch(n -> n > 800 && n < 1_200);
  }
}
