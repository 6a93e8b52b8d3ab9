package dev.sluice.e2e.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.BindingSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.Problem;
import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.SharedServerTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that keep values with the platform. */
class StateBindingTest extends SharedServerTest {
  private static final String COUNT =
      "n = (context.bindings.before or 0) + 1\ncontext.bindings.after = n\nreturn n";

  private static BindingSpec[] counter(Map<String, Object> options) {
    return new BindingSpec[] {
      Bound.in("before", "state", options), Bound.out("after", "state", options)
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3", "nodejs", "java"})
  void shouldKeepValuesInEveryLanguage(String language) throws Exception {
    String writing = name("state");
    String passing = name("state");
    Map<String, Object> first = Map.of("key", "first", "store", "langs-" + language);
    Map<String, Object> second = Map.of("key", "second", "store", "langs-" + language);
    create(Bound.python(writing, "context.bindings.o = event", Bound.out("o", "state", first)));
    create(
        Bound.passing(
            passing,
            language,
            true,
            Bound.in("in_", "state", first),
            Bound.out("copy", "state", second)));
    call(writing, "{\"a\":[1,null,\"größer\"]}");
    assertThat(call(passing, "{}")).isEqualTo("{\"a\":[1,null,\"größer\"]}");
    String reading = name("state");
    create(Bound.python(reading, "return context.bindings.i", Bound.in("i", "state", second)));
    assertThat(call(reading, "{}")).isEqualTo("{\"a\":[1,null,\"größer\"]}");
  }

  @Test
  void shouldKeepAFunctionsOwnKeysApartAndForgetThemWithIt() throws Exception {
    String one = name("state");
    String other = name("state");
    Map<String, Object> options = Map.of("key", "count/{event.data}");
    create(Bound.python(one, COUNT, counter(options)));
    create(Bound.python(other, COUNT, counter(options)));
    assertThat(call(one, "\"a\"")).isEqualTo("1");
    assertThat(call(one, "\"a\"")).isEqualTo("2");
    assertThat(call(one, "\"b\"")).isEqualTo("1");
    assertThat(call(other, "\"a\"")).isEqualTo("1");
    client.deleteFunction(one, null);
    create(Bound.python(one, COUNT, counter(options)));
    assertThat(call(one, "\"a\"")).isEqualTo("1");
  }

  @Test
  void shouldDeleteAKey() throws Exception {
    String function = name("state");
    Map<String, Object> options = Map.of("key", "k");
    create(
        Bound.python(
            function,
            "context.bindings[event] = 1\nreturn context.bindings.before",
            Bound.in("before", "state", options),
            Bound.out("put", "state", options),
            Bound.out("gone", "state", Map.of("key", "k", "operation", "delete"))));
    call(function, "\"put\"");
    assertThat(call(function, "\"gone\"")).isEqualTo("1");
    assertThat(call(function, "\"put\"")).isEqualTo("null");
  }

  @Test
  void shouldRefuseAValueThatIsTooLarge() throws Exception {
    String function = name("state");
    create(
        Bound.python(
            function,
            "context.bindings.o = 'x' * event",
            Bound.out("o", "state", Map.of("key", "k"))));
    call(function, "262142");
    Problem problem = client.invoke(function, InvokeRequest.json("262143")).problem();
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail()).contains("262145 bytes");
  }
}
