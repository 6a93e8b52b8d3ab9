package dev.sluice.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.LogLine;
import dev.sluice.client.LogRequest;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a function is told in its log. */
class LifecycleTest extends SharedServerTest {

  @Test
  void shouldTellInTheLogWhatBecomesOfAFunction() throws Exception {
    String name = name("grows");
    create(Sources.python(name, "def handler(event, context):\n    print('said')\n"));
    call(name, "1");
    client.versions().publish(name, null, null);
    client.updateFunction(name, Sources.onlyDescription("better").withLogRetention(3.0), null);
    client.versions().publish(name, null, null);
    client.versions().setAlias(name, "live", new AliasSpec(Map.of("1", 1.0), null), null);
    client
        .versions()
        .setAlias(name, "live", new AliasSpec(Map.of("1", 0.955, "2", 0.045), null), null);
    client.disable(name);
    client.enable(name);
    client.versions().deleteAlias(name, "live", null);
    client.versions().delete(name, 1);

    List<LogLine> lines = client.logs(name, LogRequest.newest(100));

    assertThat(lines)
        .extracting(LogLine::stream, LogLine::version, LogLine::text)
        .containsExactly(
            tuple("platform", "latest", "Created."),
            tuple("stdout", "latest", "said"),
            tuple("platform", "1", "Published version 1."),
            tuple("platform", "latest", "Updated: description, logRetentionDays."),
            tuple("platform", "2", "Published version 2."),
            tuple("platform", "latest", "Pointed the alias 'live' to version 1."),
            tuple(
                "platform",
                "latest",
                "Pointed the alias 'live' to version 1 (95.5 %), version 2 (4.5 %)."),
            tuple("platform", "latest", "Disabled."),
            tuple("platform", "latest", "Enabled."),
            tuple("platform", "latest", "Deleted the alias 'live'."),
            tuple("platform", "1", "Deleted version 1."));
    assertThat(lines).extracting(LogLine::id).isSorted().doesNotHaveDuplicates();
    assertThat(client.logs(name, LogRequest.containing("ALIAS", 100))).hasSize(3);
  }

  @Test
  void shouldTellTheEndOfAFunctionAmongTheLogsOfAll() throws Exception {
    String name = name("goes");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    client.deleteFunction(name, null);

    assertThat(client.logs(LogRequest.containing("Deleted.", 10_000)))
        .extracting(LogLine::function)
        .contains(name);
  }

  @Test
  void shouldNotTellAChangeThatChangesNothing() throws Exception {
    String name = name("same");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    client.enable(name);

    assertThat(client.logs(name, LogRequest.newest(10)))
        .extracting(LogLine::text)
        .containsExactly("Created.");
  }
}
