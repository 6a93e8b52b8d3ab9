package dev.sluice.e2e.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.LogLine;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.LogRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A function's log is kept as long as its definition says. */
@ResourceLock(Lane.OWN_SERVER)
class LogRetentionTest {
  private static final double SECOND = 1 / 86_400.0;

  private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    folder = Scratch.create("log-retention");
  }

  @AfterEach
  void cleanUp() throws Exception {
    Scratch.delete(folder);
  }

  private static FunctionSpec keeping(String name, Double days) {
    return Sources.python(name, "def handler(event, context):\n    print('said')\n")
        .withLogRetention(days);
  }

  @Test
  void shouldKeepTheLogOfEachFunctionAsLongAsItSays() throws Exception {
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data"))
            .config("records.retention = 10s\nlogs.retention = 1h\n")
            .start()) {
      SluiceClient client = server.client();
      assertThat(client.createFunction(keeping("usual", null)).logRetentionDays()).isNull();
      assertThat(client.createFunction(keeping("brief", 2 * SECOND)).logRetentionDays())
          .isEqualTo(2 * SECOND);
      for (String name : new String[] {"usual", "brief"}) {
        assertThat(client.invoke(name, InvokeRequest.json("1")).succeeded()).isTrue();
      }
      Await.until(
          "the line is removed", () -> client.logs("brief", LogRequest.newest(10)).isEmpty());
      assertThat(client.logs("usual", LogRequest.newest(10)))
          .extracting(LogLine::text)
          .containsExactly("Created.", "said");
      // It takes effect for lines that are there.
      client.updateFunction("usual", only(SECOND), null);
      Await.until(
          "the other one, too", () -> client.logs("usual", LogRequest.newest(10)).isEmpty());
    }
  }

  private static FunctionSpec only(double days) {
    return Sources.onlyDescription(null).withLogRetention(days);
  }

  @Test
  void shouldRefuseTimesThatAreNoneAndTakeOneBack() throws Exception {
    try (ServerProcess server = ServerProcess.on(folder.resolve("data")).start()) {
      SluiceClient client = server.client();
      for (double days : new double[] {-1, 0.000001, 3651}) {
        Refused.with(ErrorCode.INVALID_REQUEST, () -> client.createFunction(keeping("kept", days)));
      }
      client.createFunction(keeping("kept", 7.5));
      assertThat(client.versions().publish("kept", null, null).logRetentionDays()).isEqualTo(7.5);
      assertThat(
              client.updateFunction("kept", Sources.onlyDescription("x"), null).logRetentionDays())
          .isEqualTo(7.5);
      assertThat(client.updateFunction("kept", only(0), null).logRetentionDays()).isNull();
      assertThat(client.versions().get("kept", 1).logRetentionDays()).isEqualTo(7.5);
    }
  }
}
