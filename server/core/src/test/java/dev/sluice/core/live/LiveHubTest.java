package dev.sluice.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveHubTest {
  private final LiveHub hub = new LiveHub();

  @Test
  void shouldGiveEachListenerWhatItWants() throws Exception {
    try (LiveSubscription a = hub.subscribe(m -> m.function().equals("a"), 10);
        LiveSubscription all = hub.subscribe(m -> true, 10)) {
      hub.publish(new Said("a"));
      hub.publish(new Said("b"));

      assertThat(a.take(Duration.ofSeconds(1))).containsExactly(new Said("a"));
      assertThat(all.take(Duration.ofSeconds(1))).containsExactly(new Said("a"), new Said("b"));
    }
  }

  @Test
  void shouldDropTheOldestOfASlowListenerAndCount() throws Exception {
    try (LiveSubscription slow = hub.subscribe(m -> true, 2)) {
      hub.publish(new Said("a"));
      hub.publish(new Said("b"));
      hub.publish(new Said("c"));

      assertThat(slow.take(Duration.ZERO)).containsExactly(new Said("b"), new Said("c"));
      assertThat(slow.dropped()).isEqualTo(1);
    }
  }

  @Test
  void shouldWakeReadersAtTheEnd() throws Exception {
    LiveSubscription subscription = hub.subscribe(m -> true, 2);
    hub.close();

    assertThat(subscription.take(Duration.ofMinutes(1))).isEmpty();
    assertThat(subscription.isClosed()).isTrue();
  }

  private record Said(String function) implements LiveMessage {
    @Override
    public String namespace() {
      return "default";
    }
  }
}
