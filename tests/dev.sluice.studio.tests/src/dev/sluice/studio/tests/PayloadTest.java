package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.core.invoke.JsonText;
import dev.sluice.studio.core.invoke.Payload;
import dev.sluice.studio.core.invoke.PayloadHistory;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private final IEclipsePreferences preferences =
      InstanceScope.INSTANCE.getNode("dev.sluice.studio.tests.payloads");

  @Test
  void shouldSayWhereTextStopsBeingJson() {
    assertThat(JsonText.check("{\"a\": [1, 2]}")).isEmpty();
    assertThat(JsonText.check("{\n  \"a\": ?\n}"))
        .hasValueSatisfying(problem -> assertThat(problem.line()).isEqualTo(2));
    assertThat(JsonText.check("{} trailing")).isPresent();
    assertThat(JsonText.check(" ")).isPresent();
  }

  @Test
  void shouldFormatJsonAndLeaveOtherTextAlone() {
    assertThat(JsonText.pretty("{\"a\":[1.10,{}]}"))
        .isEqualTo("{\n  \"a\": [\n    1.10,\n    {}\n  ]\n}");
    assertThat(JsonText.pretty("no json")).isEqualTo("no json");
  }

  @Test
  void shouldRememberPayloadsOfEachFunctionNewestFirstWithoutRepeats() {
    PayloadHistory history = new PayloadHistory(preferences);
    history.add("one", new Payload("1", Payload.JSON));
    history.add("one", new Payload("2", Payload.JSON));
    history.add("one", new Payload("1", Payload.JSON));
    history.add("two", new Payload("3", "text/plain"));

    PayloadHistory afterRestart = new PayloadHistory(preferences);
    assertThat(afterRestart.of("one").stream().map(Payload::text)).containsExactly("1", "2");
    assertThat(afterRestart.of("two")).containsExactly(new Payload("3", "text/plain"));
  }

  @Test
  void shouldForgetTheOldestPayloads() {
    PayloadHistory history = new PayloadHistory(preferences);
    for (int i = 0; i < PayloadHistory.LIMIT + 5; i++) {
      history.add("many", new Payload(Integer.toString(i), Payload.JSON));
    }

    assertThat(history.of("many")).hasSize(PayloadHistory.LIMIT);
    assertThat(history.of("many").get(0).text()).isEqualTo("19");
  }
}
