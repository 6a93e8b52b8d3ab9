package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ErrorCode;
import dev.sluice.app.reference.ReferencePage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ApiReferenceTest {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  @Test
  void shouldTellTheRoutes() throws IOException {
    ReferencePage page =
        new ReferencePage(
            "api",
            "REST API",
            """
            What the server's own description says, `GET /v1/openapi.json`, which has the fields as well. JSON in and out,
            `Authorization: Bearer TOKEN`; refusals are `application/problem+json` with a stable code ([errors](errors.md)).""");
    page.table("", "path", "what it does");
    JsonNode paths =
        new ObjectMapper().readTree(ServerResource.resource("openapi.json")).get("paths");
    paths
        .properties()
        .forEach(
            path ->
                METHODS.forEach(
                    method -> {
                      JsonNode is = path.getValue().path(method);
                      if (is.isObject()) {
                        assertThat(is.path("summary").asText()).as(path.getKey()).endsWith(".");
                        page.row(
                            method.toUpperCase(Locale.ROOT),
                            "`" + path.getKey() + "`",
                            is.path("summary").asText());
                      }
                    }));
    page.check();
  }

  @Test
  void shouldTellTheErrors() throws IOException {
    ReferencePage page =
        new ReferencePage(
            "errors",
            "Errors",
            """
            The `code` of a problem, of a record's error and of a log line never changes; its sentence may. The status is that of
            the answer where somebody waits for one.""");
    page.table("code", "status", "what it means");
    for (ErrorCode code : ErrorCode.values()) {
      page.row("`" + code.code() + "`", Integer.toString(code.status()), code.title() + ".");
    }
    page.check();
  }
}
