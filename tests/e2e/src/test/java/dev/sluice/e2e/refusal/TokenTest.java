package dev.sluice.e2e.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.client.LocalServer;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.SharedServerTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody gets in without the token. */
class TokenTest extends SharedServerTest {
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @Test
  void shouldAnswerNoRouteWithoutTheRightToken() throws Exception {
    List<String[]> routes = routes();
    assertThat(routes).hasSizeGreaterThan(20);
    String right = client.connection().token();
    for (String token :
        new String[] {
          null, "wrong", right.substring(1), right + "x", right.toUpperCase(Locale.ROOT)
        }) {
      Http stranger = http.withToken(token);
      for (String[] route : routes) {
        boolean body = !route[0].equals("GET") && !route[0].equals("DELETE");
        Http.Answer answer =
            stranger.send(
                route[0],
                route[1],
                body ? Map.of("Content-Type", "application/json") : Map.of(),
                body ? BODY : new byte[0]);
        assertThat(answer.status())
            .as("%s %s with token %s", route[0], route[1], token == null ? "none" : "wrong")
            .isEqualTo(401);
        answer.assertProblem(ErrorCode.UNAUTHENTICATED);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
      }
    }
  }

  @Test
  void shouldTakeNoOtherSchemeThanBearer() throws Exception {
    String token = client.connection().token();
    for (String header :
        new String[] {token, "Basic " + token, "Bearer", "Bearer  ", "Token " + token}) {
      http.withToken(null)
          .send("GET", "/v1/functions", Map.of("Authorization", header), new byte[0])
          .assertProblem(ErrorCode.UNAUTHENTICATED);
    }
  }

  @Test
  void shouldAnswerHealthToEverybody() throws Exception {
    Http.Answer health = http.withToken(null).get("/healthz");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json().path("isolation").asText()).isEqualTo("bubblewrap");
    assertThat(health.json().path("runtimes").toString()).contains("python3").contains("nodejs");
  }

  @Test
  void shouldKeepTheTokenWhereOnlyItsOwnerReads() throws Exception {
    Path token = server.data().resolve(LocalServer.TOKEN_FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(token).strip()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(server.output()).doesNotContain(Files.readString(token).strip());
  }

  /** Every method of every path that the server says it has, with made-up parameters. */
  private List<String[]> routes() throws Exception {
    JsonNode paths = http.get("/v1/openapi.json").json().path("paths");
    List<String[]> routes = new ArrayList<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          String name = method.toUpperCase(Locale.ROOT);
                          if (List.of("GET", "PUT", "POST", "PATCH", "DELETE").contains(name)
                              && !Set.of("/healthz", "/metrics").contains(path.getKey())) {
                            routes.add(
                                new String[] {name, path.getKey().replaceAll("\\{[^}]*}", "x1")});
                          }
                        }));
    routes.add(new String[] {"GET", "/v1/openapi.json"});
    routes.add(new String[] {"GET", "/v1/no/such/thing"});
    routes.add(new String[] {"GET", "/"});
    return routes;
  }
}
