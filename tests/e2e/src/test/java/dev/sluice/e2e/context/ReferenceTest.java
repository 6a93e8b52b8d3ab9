package dev.sluice.e2e.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.LogLine;
import dev.sluice.api.RoleSpec;
import dev.sluice.client.Connection;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.ListRequest;
import dev.sluice.client.LogRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every example of the reference of runtimes does what it says. */
class ReferenceTest extends SharedServerTest {
  private static final Path PAGE =
      Path.of(System.getProperty("sluice.examples"))
          .resolveSibling("docs")
          .resolve("reference/runtimes.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");

  /** Name, runtime, handler, event and answer, in the first comment. */
  private static final Pattern HEAD =
      Pattern.compile("\\A(?:#!.*\n)?(?:#|//) ([\\w-]+): (\\w+), ([\\w.:]+); (.+) -> (.+)\n");

  private final SluiceClient own =
      new SluiceClient(
          new Connection(client.connection().url(), client.connection().token(), "reference"));

  @AfterEach
  void cleanUp() throws Exception {
    for (FunctionInfo function : own.functions(ListRequest.all()).items()) {
      own.deleteFunction(function.name(), null);
    }
    own.roles().delete("clerk");
    own.namespaces().deleteSecret("shop-db");
  }

  @Test
  void shouldDoWhatEveryExampleSays() throws Exception {
    own.namespaces().setSecret("shop-db", "sesame-open");
    List<String> price = List.of("price-of");
    List<String> key = List.of("shop-db");
    own.roles().set("clerk", new RoleSpec(null, price, key, List.of("shop.*"), null, null), null);
    for (MatchResult block : BLOCK.matcher(Files.readString(PAGE)).results().toList()) {
      MatchResult head = HEAD.matcher(block.group(2)).results().findFirst().orElse(null);
      assertThat(head).as("says what it answers: %s", block.group(2)).isNotNull();
      run(head, block.group(2));
    }
    assertThat(own.functions(ListRequest.all()).items())
        .extracting(FunctionInfo::runtime)
        .contains("python3", "nodejs", "java", "provided");
  }

  private void run(MatchResult head, String code) throws Exception {
    String name = head.group(1);
    FunctionSpec spec =
        new FunctionSpec(
            name,
            head.group(2),
            head.group(3),
            CodeSource.ofInline(code),
            256,
            null,
            null,
            null,
            null);
    own.createFunction(spec.withRole("clerk"));
    InvokeResult result = own.invoke(name, InvokeRequest.json(head.group(4)));
    assertThat(result.problem()).as(name).isNull();
    assertThat(Json.read(result.text())).as(name).isEqualTo(Json.read(head.group(5)));
    if (name.startsWith("total-")) {
      assertThat(own.invocation(result.invocation()).counts()).isEqualTo(Map.of("items", 2L));
      assertThat(own.logs(name, LogRequest.of(result.invocation())))
          .as(name)
          .extracting(LogLine::text)
          .noneMatch(line -> line.contains("context"));
    }
  }
}
