package dev.sluice.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowTest {
  private final Window window = new Window();

  private static QueuedEvent event(String id, @Nullable String lane) {
    return QueuedEvent.fresh(
        id,
        new QueueName("default", "f", ""),
        "latest",
        "test",
        Content.of("{}".getBytes(StandardCharsets.UTF_8), "application/json", null, null),
        new Routing(lane, null, 0),
        Instant.EPOCH);
  }

  @Test
  void shouldTakeAnEventOnceUntilItIsForgotten() {
    QueuedEvent event = event("a", null);
    window.offer(event);
    window.offer(event);

    assertThat(window.poll()).isEqualTo(event);
    assertThat(window.poll()).isNull();
    window.offer(event);
    assertThat(window.poll()).isNull();
    window.forget("a");
    window.offer(event);
    assertThat(window.poll()).isEqualTo(event);
  }

  @Test
  void shouldLetTheNextOfALaneGoFirstOnceTheOneBeforeHasLeft() {
    QueuedEvent first = event("a", "x");
    QueuedEvent second = event("b", "x");
    QueuedEvent other = event("c", null);
    window.offer(first);
    window.offer(second);
    window.offer(other);
    window.offer(event("d", null));

    assertThat(window.poll()).isEqualTo(first);
    assertThat(window.poll()).isEqualTo(other);
    window.leaveLane(first);
    assertThat(window.poll()).isEqualTo(second);
  }

  @Test
  void shouldTakeOutWhatWaitsAndNothingThatRuns() {
    QueuedEvent running = event("a", "x");
    QueuedEvent behind = event("b", "x");
    QueuedEvent free = event("c", null);
    window.offer(running);
    window.offer(behind);
    window.offer(free);
    assertThat(window.poll()).isEqualTo(running);

    assertThat(window.remove("a")).isNull();
    assertThat(window.remove("b")).isEqualTo(behind);
    assertThat(window.remove("c")).isEqualTo(free);
    assertThat(window.knows("b")).isTrue();
    window.leaveLane(running);
    assertThat(window.hasReady()).isFalse();
  }

  @Test
  void shouldGatherWhatGoesToTheSameVersionAndWasNotTried() {
    QueuedEvent first = event("a", null);
    QueuedEvent like = event("b", null);
    QueuedEvent tried =
        event("c", null)
            .after(
                new Failure(ErrorCode.FUNCTION_FAILED, "ValueError", "no", List.of()),
                Instant.EPOCH);
    QueuedEvent last = event("d", null);
    List.of(first, like, tried, last).forEach(window::offer);

    assertThat(window.poll()).isEqualTo(first);
    assertThat(window.pollLike(first, 9, 5)).containsExactly(like);
    assertThat(window.pollLike(first, 0, 100)).isEmpty();
    assertThat(window.pollLike(first, 9, 100)).containsExactly(last);
    assertThat(window.poll()).isEqualTo(tried);
  }

  @Test
  void shouldForgetWhatWaitsAndTellWhatRuns() {
    QueuedEvent running = event("a", "x");
    List.of(running, event("b", "x"), event("c", null), event("d", "y")).forEach(window::offer);
    assertThat(window.poll()).isEqualTo(running);

    assertThat(window.clear()).containsExactly("a");
    assertThat(window.hasReady()).isFalse();
    QueuedEvent again = event("d", "y");
    window.offer(again);
    assertThat(window.poll()).isEqualTo(again);
    window.leaveLane(running);
    assertThat(window.hasReady()).isFalse();
  }

  @Test
  void shouldKeepTheOrderOfEachLaneWhateverHappens() {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    int offered = 0;
    Map<String, Integer> last = new HashMap<>();
    List<QueuedEvent> running = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          String lane = random.nextInt(5) == 0 ? null : "lane" + random.nextInt(4);
          window.offer(event(Integer.toString(offered++), lane));
        }
        case 2 -> {
          QueuedEvent next = window.poll();
          if (next != null) {
            String lane = next.lane();
            if (lane != null) {
              int number = Integer.parseInt(next.id());
              assertThat(running).as("seed %d", seed).noneMatch(r -> lane.equals(r.lane()));
              assertThat(number).as("seed %d", seed).isGreaterThan(last.getOrDefault(lane, -1));
            }
            running.add(next);
          }
        }
        default -> {
          if (!running.isEmpty()) {
            QueuedEvent done = running.remove(random.nextInt(running.size()));
            if (random.nextInt(3) == 0) {
              window.back(done);
            } else {
              String lane = done.lane();
              if (lane != null) {
                last.put(lane, Integer.parseInt(done.id()));
              }
              window.leaveLane(done);
              window.forget(done.id());
            }
          }
        }
      }
    }
  }
}
