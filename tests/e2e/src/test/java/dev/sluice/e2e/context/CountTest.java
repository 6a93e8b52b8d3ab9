package dev.sluice.e2e.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.LogLine;
import dev.sluice.api.StatsInfo;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.client.StatsRequest;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.SharedServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What functions count, and say in their log. */
class CountTest extends SharedServerTest {
  private static FunctionSpec counting(String name, String runtime) {
    return switch (runtime) {
      case "python3" ->
          Speaking.python(
              name,
              """
              context.metrics.count("orders")
              context.metrics.count("items", event["items"])
              context.metrics.count("items", by=1)
              context.metrics.count("no name")
              context.metrics.count("half", 0.5)
              if event.get("fail"): raise ValueError("no")
              return 1
              """);
      case "nodejs" ->
          Speaking.node(
              name,
              """
              context.metrics.count("orders");
              context.metrics.count("items", event.items);
              context.metrics.count("items", 1);
              context.metrics.count("no name");
              context.metrics.count("half", 0.5);
              if (event.fail) throw new Error("no");
              return 1;
              """);
      case "java" ->
          Speaking.java(
              name,
              """
              Map<String, Object> given = (Map<String, Object>) event;
              ObjLongConsumer<String> metrics = (ObjLongConsumer<String>) context.get("metrics");
              metrics.accept("orders", 1);
              metrics.accept("items", ((Number) given.get("items")).longValue());
              metrics.accept("items", 1);
              metrics.accept("no name", 1);
              metrics.accept("half", -1);
              if (given.containsKey("fail")) throw new IllegalStateException("no");
              return 1;
              """);
      default ->
          Speaking.provided(
              name,
              """
              ask("POST", id + "/metrics", json.dumps({"orders": 1, "items": event["items"]}))
              ask("POST", id + "/metrics", json.dumps({"items": 1, "no name": 1}))
              status, _, answer = ask("POST", id + "/metrics", json.dumps({"half": 0.5}))
              print("half is not counted", status, answer.decode(), flush=True)
              if event.get("fail"):
                  error = {"errorType": "Error", "errorMessage": "no"}
                  ask("POST", id + "/error", json.dumps(error))
              return 1
              """);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3", "nodejs", "java", "provided"})
  void shouldCountInEveryLanguage(String runtime) throws Exception {
    String function = name("count");
    create(counting(function, runtime));
    InvokeResult first = client.invoke(function, InvokeRequest.json("{\"items\":3}"));
    assertThat(first.problem()).isNull();
    assertThat(client.invocation(first.invocation()).counts())
        .isEqualTo(Map.of("orders", 1L, "items", 4L));
    List<String> lines =
        client.logs(function, LogRequest.of(first.invocation())).stream()
            .map(LogLine::text)
            .toList();
    assertThat(lines).anyMatch(line -> line.contains("'no name' is not counted: a name begins"));
    assertThat(lines).anyMatch(line -> line.contains("half") && line.contains("not counted"));

    InvokeResult failed = client.invoke(function, InvokeRequest.json("{\"items\":1,\"fail\":1}"));
    assertThat(failed.problem()).isNotNull();
    client.versions().publish(function, null, null);
    client.invoke(function, InvokeRequest.json("{\"items\":0}").to("1"));

    StatsInfo stats = client.stats(function, new StatsRequest(null, null, null, "version"));
    assertThat(stats.series().get(0).total().counts()).isEqualTo(Map.of("orders", 3L, "items", 7L));
    assertThat(stats.series())
        .filteredOn(series -> "1".equals(series.name()))
        .allSatisfy(
            series ->
                assertThat(series.total().counts()).isEqualTo(Map.of("orders", 1L, "items", 1L)))
        .hasSize(1);
    assertThat(http.get("/metrics").text())
        .contains(
            "sluice_function_counter_total{counter=\"items\",function=\""
                + function
                + "\",namespace=\"default\"} ");
    assertThat(http.withToken(null).get("/metrics").text()).doesNotContain(function);
    assertThat(new Cli(client.connection()).run("function", "stats", function))
        .contains("items=7", "orders=3");
  }

  @Test
  void shouldLeaveACallAloneThatCountsByTooManyNames() throws Exception {
    String function = name("count");
    create(
        Speaking.python(
            function, "for i in range(10000): context.metrics.count('n%d' % i)\nreturn 'well'"));
    InvokeResult result = client.invoke(function, InvokeRequest.json("{}"));
    assertThat(result.text()).isEqualTo("\"well\"");
    assertThat(client.invocation(result.invocation()).counts()).hasSize(50);
    assertThat(client.logs(function, LogRequest.of(result.invocation())))
        .extracting(LogLine::text)
        .anyMatch(line -> line.contains("one call counts by at most 100 names"))
        .anyMatch(line -> line.contains("a function has at most 50 names"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send(b'M', bytes((3,)), b'abc', b'{\"a\":1}')",
        "send(b'M', bytes((len(id),)), id, b'{\"a\":')",
        "send(b'M', bytes((len(id),)), id, b'{\"a\":\"' + b'x' * 65536 + b'\"}')",
        "[send(b'M', bytes((len(id),)), id, b'{\"a\":1}') for _ in range(2)]",
        "send(b'M')"
      })
  void shouldEndAnInstanceThatForgesCountsAndServeTheNextCall(String forged) throws Exception {
    String function = name("count");
    create(
        Speaking.python(
            function,
            "from __main__ import send\n"
                + "id = context.request_id.encode()\n"
                + "if event: "
                + forged
                + "\n"
                + "return 1"));
    failWith(function, "true", ErrorCode.FUNCTION_PROTOCOL_BROKEN);
    assertThat(call(function, "false")).isEqualTo("1");
  }

  @Test
  void shouldTakeNoNumbersForGrantedThatAreForged() throws Exception {
    String function = name("count");
    create(
        Speaking.python(
            function,
            """
            from __main__ import send
            id = context.request_id.encode()
            told = b'{"a":1e3,"b":"1","c":null,"d":99999999999999999999,"e":[],"f":7}'
            send(b'M', bytes((len(id),)), id, told)
            return 1
            """));
    InvokeResult result = client.invoke(function, InvokeRequest.json("{}"));
    assertThat(client.invocation(result.invocation()).counts()).isEqualTo(Map.of("f", 7L));
  }

  @Test
  void shouldHaveALogWithLevelsInJavaAndForProgramsOfOneOwn() throws Exception {
    String java = name("log");
    create(
        Speaking.java(
            java,
            """
            System.Logger log = (System.Logger) context.get("log");
            log.log(System.Logger.Level.DEBUG, "one");
            log.log(System.Logger.Level.INFO, "two {0}", 2);
            log.log(System.Logger.Level.WARNING, "three\\nlines");
            log.log(System.Logger.Level.ERROR, "four", new IllegalStateException("cause"));
            return 1;
            """));
    String id = client.invoke(java, InvokeRequest.json("{}")).invocation();
    assertThat(client.logs(java, LogRequest.of(id)))
        .extracting(line -> line.level() + " " + line.text())
        .startsWith("debug one", "info two 2", "warn three", "warn lines", "error four")
        .anyMatch(line -> line.startsWith("error ") && line.contains("IllegalState"));

    String provided = name("log");
    create(
        Speaking.provided(
            provided,
            "for level in 'DIWE': print('\\x1eTO' + level + 'said ' + level, flush=True)\nreturn 1"));
    String other = client.invoke(provided, InvokeRequest.json("{}")).invocation();
    assertThat(client.logs(provided, LogRequest.of(other)))
        .extracting(line -> line.level() + " " + line.text())
        .containsExactly("debug said D", "info said I", "warn said W", "error said E");
  }
}
