package dev.sluice.e2e.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.InstanceInfo;
import dev.sluice.api.LogLine;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions whose instances serve several calls at a time. */
class SharedInstanceTest extends SharedServerTest {
  private static final int CALLS = 4;

  /** Each answers only once all have come: with one call at a time none would. */
  private static final String THREADS =
      """
      import threading
      meeting = threading.Barrier(4)
      def handler(event, context):
          print("one of", event)
          meeting.wait(20)
          print("two of", event)
          return context.request_id
      """;

  private static final String COROUTINES =
      """
      import asyncio
      came = []
      async def handler(event, context):
          came.append(event)
          print("one of", event)
          while len(came) < 4:
              await asyncio.sleep(0.01)
          print("two of", event)
          return context.request_id
      """;

  private static final String NODE =
      """
      let meet;
      let came = 0;
      const all = new Promise((resolve) => { meet = resolve; });
      exports.handler = async (event, context) => {
        console.log('one of', event);
        if (++came === 4) meet();
        await all;
        console.log('two of', event);
        return context.awsRequestId;
      };
      """;

  private static final String JAVA =
      """
      import static java.lang.System.*;

      import java.util.Map;
      import java.util.concurrent.CyclicBarrier;

      public class Main {
        private static final CyclicBarrier MEETING = new CyclicBarrier(4);

        public static Object handle(Object event, Map<String, Object> context) throws Exception {
          out.println("one of " + event);
          MEETING.await();
          Thread own = new Thread(() -> out.println("two of " + event));
          own.start();
          own.join();
          return context.get("requestId");
        }
      }
      """;

  static Stream<FunctionSpec> functions() {
    return Stream.of(
        Sources.python("threads", THREADS),
        Sources.python("coroutines", COROUTINES),
        Sources.node("node", NODE),
        new FunctionSpec(
            "java",
            "java",
            "Main::handle",
            CodeSource.ofInline(JAVA),
            256,
            null,
            null,
            null,
            null));
  }

  private FunctionSpec named(FunctionSpec of, String name) {
    return new FunctionSpec(
        name, of.runtime(), of.handler(), of.code(), of.memoryMiB(), null, null, null, null);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void shouldServeCallsAtATimeByOneInstance(FunctionSpec of) throws Exception {
    String name = name(String.valueOf(of.name()));
    client.createFunction(named(of, name).with(null, null, null, 1).withInstanceConcurrency(CALLS));
    assertThat(client.function(name).instanceConcurrency()).isEqualTo(CALLS);

    List<CompletableFuture<InvokeResult>> calls =
        IntStream.range(0, CALLS).mapToObj(i -> call(name, i)).toList();

    for (int i = 0; i < CALLS; i++) {
      InvokeResult result = calls.get(i).get(60, TimeUnit.SECONDS);
      assertThat(result.problem()).isNull();
      assertThat(result.text()).isEqualTo("\"" + result.invocation() + "\"");
      assertThat(client.logs(name, LogRequest.of(result.invocation())))
          .extracting(LogLine::text)
          .containsExactly("one of " + i, "two of " + i);
      assertThat(client.invocation(result.invocation()).usage()).isNotNull();
    }
    assertThat(client.instances().list(name).items())
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.state()).isEqualTo("idle");
              assertThat(only.calls()).isEqualTo(CALLS);
            });
    client.deleteFunction(name, null);
  }

  private CompletableFuture<InvokeResult> call(String function, int event) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.invoke(function, InvokeRequest.json("" + event));
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        task -> new Thread(task, "caller").start());
  }

  @Test
  void shouldReplaceAnInstanceWhereOneOfItsCallsRanOutOfTime() throws Exception {
    String name = name("late");
    client.createFunction(
        Sources.timeout(
                Sources.python(
                    name,
                    """
                    import time
                    def handler(event, context):
                        if event:
                            time.sleep(600)
                        return "answer"
                    """),
                0.5)
            .withInstanceConcurrency(2));
    client.invoke(name, InvokeRequest.json("0"));
    String first = client.instances().list(name).items().get(0).id();

    InvokeResult late = client.invoke(name, InvokeRequest.json("1"));
    assertThat(late.problem().code()).isEqualTo("function-timed-out");
    assertThat(client.invoke(name, InvokeRequest.json("0")).text()).isEqualTo("\"answer\"");
    assertThat(client.instances().list(name).items())
        .extracting(InstanceInfo::id)
        .doesNotContain(first);
    client.deleteFunction(name, null);
  }

  @Test
  void shouldRefuseItWhereTheRuntimeServesOneCallAtATime() throws Exception {
    FunctionSpec provided =
        Sources.spec(name("provided"), "provided", CodeSource.ofInline("#!/bin/sh\n"));

    Refused.with(
        ErrorCode.CONCURRENCY_UNSUPPORTED,
        () -> client.createFunction(provided.withInstanceConcurrency(2)));
  }
}
