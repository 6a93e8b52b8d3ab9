package dev.sluice.flow.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.text.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits of parts of what a task says. */
final class PartEditsTest {
  private static final List<String> ANY = List.of("listen", "to", "any");
  private static final String TEXT =
      """
      do:
        - wait-for:
            listen:
              to:
                any:
                  # the first
                  - with: # of the shop
                      type: order.paid
                  - with: {type: order.cancelled}   # flow
                    correlate:
                      order: {from: .data.id}
      """;

  @Test
  void shouldAddAnItemAndLeaveTheOthersAlone() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("with").put("type", "order.lost");
    assertThat(apply(new AddItem("wait-for", ANY, event)))
        .isEqualTo(TEXT + "            - with:\n                type: order.lost\n");
  }

  @Test
  void shouldRemoveAnItemWithItsComments() {
    assertThat(apply(new RemoveItem("wait-for", ANY, 0)))
        .isEqualTo(
            TEXT.replace(
                """
                            # the first
                            - with: # of the shop
                                type: order.paid
                """,
                ""));
  }

  @Test
  void shouldRenameAKeyAndLeaveItsValueAlone() {
    assertThat(apply(new RenameKey("wait-for", List.of("listen", "to"), "any", "all")))
        .isEqualTo(TEXT.replace("any:", "all:"));
    assertThat(
            apply(
                new RenameKey(
                    "wait-for",
                    List.of("listen", "to", "any", "1", "correlate"),
                    "order",
                    "orderId")))
        .isEqualTo(TEXT.replace("order: {from", "orderId: {from"));
  }

  @Test
  void shouldSayWhyItRefuses() {
    assertThat(refusal(new RemoveItem("wait-for", ANY, 2))).contains("no such item");
    assertThat(refusal(new RemoveItem("wait-for", List.of("listen", "to"), 0)))
        .contains("something else");
    assertThat(refusal(new AddItem("wait-for", List.of("listen", "to", "all"), node())))
        .contains("something else");
    assertThat(refusal(new RenameKey("wait-for", List.of("listen"), "to", " ")))
        .contains("needs a name");
    assertThat(refusal(new RenameKey("wait-for", List.of("listen"), "none", "x")))
        .contains("no key");
    assertThat(refusal(new AddItem("none", ANY, node()))).contains("no task");
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String apply(GraphEdit edit) {
    return GraphEdit.apply(Document.read(TEXT).orThrow(), "/do", edit).text();
  }

  private static String refusal(GraphEdit edit) {
    return GraphEdit.refusal(Document.read(TEXT).orThrow(), "/do", edit).orElseThrow();
  }
}
