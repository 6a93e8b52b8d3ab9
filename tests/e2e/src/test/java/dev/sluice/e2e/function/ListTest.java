package dev.sluice.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.Page;
import dev.sluice.client.ListRequest;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of functions. */
class ListTest extends SharedServerTest {

  @Test
  void shouldPageThrough250FunctionsInOrderAndSelectByLabel() throws Exception {
    String group = name("list");
    List<String> names =
        IntStream.range(0, 250).mapToObj(i -> name("page-%03d".formatted(i))).toList();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      create(
          new FunctionSpec(
              name,
              "python3",
              "main.handler",
              CodeSource.ofInline(Sources.PYTHON_ECHO),
              null,
              null,
              null,
              Map.of("group", group, "even", Boolean.toString(i % 2 == 0)),
              null));
    }
    assertThat(all(Map.of("group", group), 100)).isEqualTo(names.stream().sorted().toList());
    assertThat(all(Map.of("group", group), 125)).hasSize(250);
    assertThat(all(Map.of("group", group, "even", "true"), 50)).hasSize(125);
    assertThat(all(Map.of("group", "no such group"), 50)).isEmpty();
    Page<FunctionInfo> found =
        client.functions(new ListRequest(Map.of("group", group), "-24", 1000, null));
    assertThat(found.items()).allMatch(function -> function.name().contains("-24"));
    assertThat(found.items()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(found.next()).isNull();
  }

  private List<String> all(Map<String, String> labels, int limit) throws Exception {
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      Page<FunctionInfo> page = client.functions(new ListRequest(labels, null, limit, cursor));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      page.items().forEach(function -> names.add(function.name()));
      cursor = page.next();
    } while (cursor != null);
    return names;
  }
}
