package dev.sluice.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test on the shared server, one at a time. Whatever a test did: afterwards its functions are
 * deleted, no process of them is left, and a healthy function still answers.
 */
@ExtendWith(SharedServer.class)
@ResourceLock(Lane.SHARED_SERVER)
public abstract class SharedServerTest {
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final String HEALTHY = "healthy";

  /** How many processes the server has below it while only the healthy function is there. */
  private static int atRest;

  protected final ServerProcess server = SharedServer.get();
  protected final SluiceClient client = server.client();
  protected final Http http = server.http();
  private final List<String> created = new ArrayList<>();

  /** A name that no other test has; its function is deleted after the test. */
  protected final String name(String start) {
    String name = start + "-" + COUNTER.incrementAndGet();
    created.add(name);
    return name;
  }

  /** Creates a function whose name came from {@link #name}. */
  protected final FunctionInfo create(FunctionSpec spec) throws Exception {
    return client.createFunction(spec);
  }

  /** Invokes latest with a JSON event; the function must answer. */
  protected final String call(String function, String event) throws Exception {
    return call(function, "latest", event);
  }

  /** Invokes with a JSON event; the function must answer, with JSON, which comes back compact. */
  protected final String call(String function, String qualifier, String event) throws Exception {
    InvokeResult result = client.invoke(function, InvokeRequest.json(event).to(qualifier));
    assertThat(result.problem()).isNull();
    return Json.read(result.text()).toString();
  }

  /** Invokes latest; the function must fail with this code. */
  protected final InvokeResult fail(String function, ErrorCode code) throws Exception {
    return failWith(function, "{}", code);
  }

  /** Invokes latest with this event; the function must fail with this code. */
  protected final InvokeResult failWith(String function, String event, ErrorCode code)
      throws Exception {
    InvokeResult result = client.invoke(function, InvokeRequest.json(event));
    assertThat(result.problem())
        .as("must fail with %s, answered: %s", code, result.text())
        .isNotNull();
    assertThat(result.problem().code()).as(result.problem().toString()).isEqualTo(code.code());
    assertThat(result.problem().status()).isEqualTo(code.status());
    assertThat(result.problem().invocation()).isEqualTo(result.invocation());
    assertThat(result.problem().error()).isNotNull();
    assertThat(result.problem().error().code()).isEqualTo(code.code());
    return result;
  }

  @BeforeEach
  final void knowWhatRunsAtRest() throws Exception {
    serveOn();
    if (atRest == 0) {
      // Hosts that wait for work are still starting: take the number once it stands still.
      atRest = SteadyValue.of(() -> HostProcesses.below(server.pid()).size());
    }
  }

  @AfterEach
  final void leaveNothingBehind() throws Exception {
    serveOn();
    for (String function : created) {
      deleteIfThere(function);
    }
    Await.until(
        "no process of the test's functions is left",
        () -> HostProcesses.below(server.pid()).size() <= atRest);
  }

  private void deleteIfThere(String function) throws Exception {
    try {
      client.deleteFunction(function, null);
    } catch (SluiceApiException e) {
      if (!e.is(ErrorCode.FUNCTION_NOT_FOUND)) {
        throw e;
      }
    }
  }

  /** A healthy function answers. */
  private void serveOn() throws Exception {
    try {
      assertThat(call(HEALTHY, "{\"n\":1}")).isEqualTo("{\"n\":1}");
    } catch (SluiceApiException e) {
      if (!e.is(ErrorCode.FUNCTION_NOT_FOUND)) {
        throw e;
      }
      client.createFunction(Sources.python(HEALTHY, Sources.PYTHON_ECHO));
      assertThat(call(HEALTHY, "{\"n\":1}")).isEqualTo("{\"n\":1}");
    }
  }
}
