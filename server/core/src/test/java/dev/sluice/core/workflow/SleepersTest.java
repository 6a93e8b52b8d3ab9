package dev.sluice.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workflow.engine.Interest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executions that wait, and how they are found. */
class SleepersTest {
  private final Sleepers sleepers = new Sleepers();

  @Test
  void shouldFindThoseOfAKeyInTheirOrder() {
    sleepers.put("default", "first", forOrder("7"));
    sleepers.put("default", "other", forOrder("8"));
    sleepers.put("default", "second", forOrder("7"));

    assertThat(sleepers.of("default", paid("7"), 0)).containsExactly("first", "second");
    assertThat(sleepers.of("default", paid("8"), 0)).containsExactly("other");
    assertThat(sleepers.of("default", paid("9"), 0)).isEmpty();
    assertThat(sleepers.of("another", paid("7"), 0)).isEmpty();
  }

  @Test
  void shouldForgetOneAndKeepOthersOfItsKey() {
    sleepers.put("default", "first", forOrder("7"));
    sleepers.put("default", "second", forOrder("7"));
    sleepers.put("default", "first", null);
    assertThat(sleepers.of("default", paid("7"), 0)).containsExactly("second");

    sleepers.put("default", "second", null);
    assertThat(sleepers.of("default", paid("7"), 0)).isEmpty();
    assertThat(sleepers.wants("default", "paid")).isFalse();
  }

  @Test
  void shouldFollowOneThatWaitsForAnotherKey() {
    sleepers.put("default", "one", forOrder("7"));
    sleepers.put("default", "one", forOrder("8"));

    assertThat(sleepers.of("default", paid("7"), 0)).isEmpty();
    assertThat(sleepers.of("default", paid("8"), 0)).containsExactly("one");
  }

  @Test
  void shouldKeepOneThatWaitsTwiceForTheSame() {
    Interest same = new Interest("paid", ".data.order", JsonNodeFactory.instance.textNode("7"));
    sleepers.put("default", "one", new Waits(List.of(same, same), Waits.NEVER, false));

    assertThat(sleepers.of("default", paid("7"), 0)).containsExactly("one");
    sleepers.put("default", "one", null);
    assertThat(sleepers.wants("default", "paid")).isFalse();
  }

  private static Waits forOrder(String order) {
    Interest interest =
        new Interest("paid", ".data.order", JsonNodeFactory.instance.textNode(order));
    return new Waits(List.of(interest), Waits.NEVER, false);
  }

  private static JsonNode paid(String order) {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "paid");
    event.putObject("data").put("order", order);
    return event;
  }
}
