package dev.sluice.e2e.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.InstanceInfo;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The instances one by one, as people see and end them. */
class InstancesTest extends SharedServerTest {
  private static final String PYTHON_SLEEP =
      """
      import time

      def handler(event, context):
          time.sleep(event)
          return event
      """;

  private List<InstanceInfo> of(String function) throws IOException {
    return client.instances().list(function).items();
  }

  private CompletableFuture<InvokeResult> call(String function, int seconds) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.invoke(function, InvokeRequest.json("" + seconds));
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }

  @Test
  void shouldTellWhatEachServesAndHolds() throws Exception {
    String name = name("seen");
    client.createFunction(Sources.python(name, PYTHON_SLEEP));
    assertThat(of(name)).isEmpty();
    client.invoke(name, InvokeRequest.json("0"));
    client.invoke(name, InvokeRequest.json("0"));

    InstanceInfo idle = of(name).get(0);
    assertThat(idle.state()).isEqualTo("idle");
    assertThat(idle.function()).isEqualTo(name);
    assertThat(idle.version()).isEqualTo("latest");
    assertThat(idle.runtime()).isEqualTo("python3");
    assertThat(idle.invocation()).isNull();
    assertThat(idle.calls()).isEqualTo(2);
    assertThat(idle.memoryBytes()).isBetween(1L << 20, 128L << 20);
    assertThat(idle.memoryMiB()).isEqualTo(128);
    assertThat(idle.startedAt()).isBeforeOrEqualTo(idle.since());
    assertThat(client.instances().list(null).items())
        .extracting(InstanceInfo::id)
        .contains(idle.id());
    client.instances().end(idle.id());
  }

  @Test
  void shouldEndAnIdleOneAndStartAnotherForTheNextCall() throws Exception {
    String name = name("idle");
    client.createFunction(Sources.python(name, PYTHON_SLEEP));
    client.invoke(name, InvokeRequest.json("0"));
    InstanceInfo first = of(name).get(0);

    client.instances().end(first.id());

    assertThat(of(name)).isEmpty();
    assertThat(client.invoke(name, InvokeRequest.json("0")).cold()).isTrue();
    assertThat(of(name)).hasSize(1).extracting(InstanceInfo::id).doesNotContain(first.id());
    Refused.with(ErrorCode.INSTANCE_NOT_FOUND, () -> client.instances().end(first.id()));
  }

  @Test
  void shouldFailTheCallOfABusyOneThatIsEnded() throws Exception {
    String name = name("busy");
    client.createFunction(Sources.python(name, PYTHON_SLEEP));
    CompletableFuture<InvokeResult> call = call(name, 25);
    Await.until("it serves", () -> of(name).size() == 1 && of(name).get(0).invocation() != null);
    InstanceInfo busy = of(name).get(0);
    assertThat(busy.state()).isEqualTo("busy");

    client.instances().end(busy.id());

    InvokeResult result = call.get(20, TimeUnit.SECONDS);
    assertThat(result.problem().code()).isEqualTo("function-exited");
    assertThat(result.problem().detail()).contains("somebody ended it");
    assertThat(result.invocation()).isEqualTo(busy.invocation());
    assertThat(of(name)).isEmpty();
    assertThat(client.invoke(name, InvokeRequest.json("0")).text()).isEqualTo("0");
  }

  @Test
  void shouldShowOneThatLeavesAfterItsCall() throws Exception {
    String name = name("leaves");
    client.createFunction(Sources.python(name, PYTHON_SLEEP));
    CompletableFuture<InvokeResult> call = call(name, 25);
    Await.until("it serves", () -> of(name).size() == 1);

    client.updateFunction(name, Sources.onlyCode(PYTHON_SLEEP + "# changed\n"), null);

    Await.until("it leaves", () -> of(name).get(0).state().equals("leaving"));
    client.instances().end(of(name).get(0).id());
    assertThat(call.get(20, TimeUnit.SECONDS).problem().detail()).contains("somebody ended it");
    assertThat(of(name)).isEmpty();
  }
}
