package dev.sluice.core.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.binding.Template.MissingException;
import dev.sluice.core.binding.Template.SyntaxException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Texts with paths into an event. */
class TemplateTest {
  private static final List<String> ROOTS = List.of("event");

  private static Map<String, JsonNode> data(String event) throws Exception {
    return Map.of("event", new ObjectMapper().readTree(event));
  }

  private static String text(String template, String event) throws Exception {
    return Template.parse(template, ROOTS).text(data(event), UnaryOperator.identity());
  }

  private static Object value(String template, String event) throws Exception {
    return Template.parse(template, ROOTS).value(data(event));
  }

  @Test
  void shouldReplacePathsAndKeepTheRest() throws Exception {
    String event = "{\"a\":{\"b-c\":[1,{\"d\":\"x\"}]},\"t\":true}";

    assertThat(text("no expression", event)).isEqualTo("no expression");
    assertThat(text("{event.a.b-c[1].d}/{event.t}", event)).isEqualTo("x/true");
    assertThat(text("{{event}} {event.a.b-c[0]}}}", event)).isEqualTo("{event} 1}");
    assertThat(text("{event.a}", event)).isEqualTo("{\"b-c\":[1,{\"d\":\"x\"}]}");
  }

  @Test
  void shouldEncodeOnlyWhatWasReplaced() throws Exception {
    assertThat(
            Template.parse("a/{event.x}", ROOTS)
                .text(data("{\"x\":\"b/c\"}"), part -> part.replace('/', '_')))
        .isEqualTo("a/b_c");
  }

  @Test
  void shouldKeepTheTypeOfAnExpressionThatIsAlone() throws Exception {
    String event = "{\"n\":7,\"d\":1.5,\"big\":123456789012345678901,\"no\":null,\"o\":{\"a\":1}}";

    assertThat(value("{event.n}", event)).isEqualTo(7L);
    assertThat(value("{event.d}", event)).isEqualTo(1.5);
    assertThat(value("{event.big}", event)).isEqualTo(new BigDecimal("123456789012345678901"));
    assertThat(value("{event.no}", event)).isNull();
    assertThat(value("{event.o}", event)).isEqualTo("{\"a\":1}");
    assertThat(value("{event.n}{event.n}", event)).isEqualTo("77");
  }

  @Test
  void shouldSayWhichPathIsMissing() throws Exception {
    for (String event : List.of("{}", "{\"a\":1}", "{\"a\":[]}", "[]", "\"x\"")) {
      assertThatThrownBy(() -> text("{event.a[0].b}", event))
          .isInstanceOf(MissingException.class)
          .hasMessage("event.a[0].b");
    }
    assertThatThrownBy(() -> text("x{event.a}", "{\"a\":null}"))
        .isInstanceOf(MissingException.class);
  }

  @Test
  void shouldSayWhereAMistakeIs() {
    for (Map.Entry<String, Integer> wrong :
        Map.of(
                "ab{event", 3,
                "ab}", 3,
                "{other}", 2,
                "{}", 2,
                "{event.}", 7,
                "{event.a[x]}", 9,
                "{event.a b}", 9,
                "{eventual}", 2)
            .entrySet()) {
      assertThatThrownBy(() -> Template.parse(wrong.getKey(), ROOTS))
          .as(wrong.getKey())
          .isInstanceOf(SyntaxException.class)
          .hasMessageStartingWith("position " + wrong.getValue() + ":");
    }
  }
}
