package dev.sluice.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.ServerInfo;
import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How the server is, for those who run it. */
class ServerInfoTest extends SharedServerTest {

  @Test
  void shouldTellWhatItUsesOfItsHost() throws Exception {
    String name = name("used");
    client.createFunction(Sources.python(name, Sources.PYTHON_ECHO));
    client.invoke(name, InvokeRequest.json("1"));

    ServerInfo info = client.server();

    assertThat(info.startedAt()).isBefore(Instant.now());
    assertThat(info.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(info.threads()).isPositive();
    assertThat(info.database().kind()).isEqualTo("h2");
    assertThat(info.database().bytes()).isPositive();
    assertThat(info.instances()).isPositive();
    for (ServerInfo.Room room :
        new ServerInfo.Room[] {info.heap(), info.disk(), info.functions()}) {
      assertThat(room.usedBytes()).isBetween(1L, room.totalBytes());
    }
    http.withToken(null).get("/v1/server").assertProblem(ErrorCode.UNAUTHENTICATED);
  }
}
