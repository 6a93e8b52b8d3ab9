package dev.sluice.core.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonPathTest {
  @Test
  void shouldReadSingularQueries() {
    assertThat(JsonPath.parse("$.user.id").steps()).containsExactly("user", "id");
    assertThat(JsonPath.parse("$.items[0].größe").steps()).containsExactly("items", 0, "größe");
    assertThat(JsonPath.parse("$['first name'][-1]").steps()).containsExactly("first name", -1);
    assertThat(JsonPath.parse("$[\"it's\"]").steps()).containsExactly("it's");
  }
}
