package dev.sluice.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.Page;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published versions. */
class VersionTest extends SharedServerTest {
  private static final String PYTHON =
      "import os\ndef handler(event, context):\n    return '%s ' + os.environ['MODE']\n";
  private static final String NODE = "exports.handler = async () => '%s ' + process.env.MODE;";

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldKeepCodeAndDefinitionOfAVersionWhenLatestChanges(String runtime) throws Exception {
    String name = name("immutable");
    create(
        Sources.environment(
            Sources.either(name, runtime, PYTHON.formatted("one"), NODE.formatted("one")),
            Map.of("MODE", "a")));
    VersionInfo first = client.versions().publish(name, "the first", null);
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.description()).isEqualTo("the first");
    String code = runtime.equals(Sources.PYTHON) ? PYTHON : NODE;
    client.updateFunction(
        name,
        new FunctionSpec(
            null,
            null,
            null,
            CodeSource.ofInline(code.formatted("two")),
            256,
            9.0,
            Map.of("MODE", "b"),
            null,
            "changed"),
        null);
    assertThat(call(name, "{}")).isEqualTo("\"two b\"");
    assertThat(call(name, "1", "{}")).isEqualTo("\"one a\"");
    assertThat(client.versions().get(name, 1)).isEqualTo(first);
    assertThat(client.code(name, "1").inline()).isEqualTo(code.formatted("one"));
    assertThat(client.versions().publish(name, null, null).version()).isEqualTo(2);
    assertThat(call(name, "2", "{}")).isEqualTo("\"two b\"");
    assertThat(call(name, "1", "{}")).isEqualTo("\"one a\"");
    InvokeResult result = client.invoke(name, InvokeRequest.json("{}").to("1"));
    assertThat(result.version()).isEqualTo("1");
    assertThat(client.invoke(name, InvokeRequest.json("{}")).version()).isEqualTo("latest");
  }

  @Test
  void shouldListVersionsNewestFirstInPages() throws Exception {
    String name = name("listed");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    for (int i = 1; i <= 7; i++) {
      client.versions().publish(name, "number " + i, null);
    }
    assertThat(client.function(name).publishedVersion()).isEqualTo(7);
    List<Integer> numbers = new ArrayList<>();
    String cursor = null;
    do {
      Page<VersionInfo> page = client.versions().list(name, 3, cursor);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
      page.items().forEach(version -> numbers.add(version.version()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(numbers).containsExactly(7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void shouldDeleteOneVersionAndNeverUseItsNumberAgain() throws Exception {
    String name = name("one-gone");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    client.versions().publish(name, null, null);
    client.versions().publish(name, null, null);
    assertThat(call(name, "2", "5")).isEqualTo("5");
    client.versions().delete(name, 2);
    Refused.with(ErrorCode.VERSION_NOT_FOUND, () -> client.versions().get(name, 2));
    Refused.with(ErrorCode.VERSION_NOT_FOUND, () -> call(name, "2", "5"));
    Refused.with(ErrorCode.VERSION_NOT_FOUND, () -> client.versions().delete(name, 2));
    assertThat(call(name, "1", "5")).isEqualTo("5");
    assertThat(client.versions().publish(name, null, null).version()).isEqualTo(3);
  }

  @Test
  void shouldRefuseToDeleteAVersionThatAnAliasUses() throws Exception {
    String name = name("in-use");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    client.versions().publish(name, null, null);
    client.versions().publish(name, null, null);
    client.versions().setAlias(name, "live", new AliasSpec(Map.of("1", 0.5, "2", 0.5), null), null);
    assertThat(
            Refused.with(ErrorCode.VERSION_IN_USE, () -> client.versions().delete(name, 2))
                .detail())
        .contains("live");
    assertThat(call(name, "2", "6")).isEqualTo("6");
    client.versions().setAlias(name, "live", new AliasSpec(Map.of("1", 1.0), null), null);
    client.versions().delete(name, 2);
    assertThat(client.versions().list(name, 10, null).items()).hasSize(1);
  }
}
