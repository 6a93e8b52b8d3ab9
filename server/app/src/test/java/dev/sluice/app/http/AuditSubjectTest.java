package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.audit.AuditService.Change;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditSubjectTest {
  private static String words(String method, String path, @Nullable String made) {
    Change change = AuditSubject.of(method, path, made);
    return change.action() + " " + change.kind() + " " + change.name();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/functions, /v1/functions/hello, create function hello",
    "POST, /v1/functions, , 'create function '",
    "PUT, /v1/functions/hello, , set function hello",
    "PATCH, /v1/functions/hello, , update function hello",
    "DELETE, /v1/functions/hello, , delete function hello",
    "PUT, /v1/functions/hello/code, , set code hello",
    "POST, /v1/functions/hello/enable, , enable function hello",
    "POST, /v1/functions/hello/versions, /v1/functions/hello/versions/3, create version hello/3",
    "POST, /v1/functions/hello/versions/3/fork, , fork version hello/3",
    "PUT, /v1/functions/hello/aliases/live, , set alias hello/live",
    "POST, /v1/functions/f/rollouts/r1/promote, , promote rollout f/r1",
    "POST, /v1/dead-letters/redrive, , 'redrive dead-letter '",
    "DELETE, /v1/dead-letters, , 'delete dead-letter '",
    "POST, /v1/executions/e1/cancel, , cancel execution e1",
    "PUT, /v1/secrets/pass%2Fword%2B, , set secret pass/word+",
    "DELETE, /v1/secrets/%zz, , delete secret %zz",
    "PUT, /v1/workflows/w/aliases/live, , set alias w/live",
    "POST, /, , ' '"
  })
  void shouldTellWhatIsChanged(String method, String path, @Nullable String made, String expected) {
    assertThat(words(method, path, made).strip()).isEqualTo(expected.strip());
  }

  /** So that none which comes later reads oddly. */
  @Test
  void shouldHaveWordsForEveryRouteThatChangesSomething() throws IOException {
    new ObjectMapper()
        .readTree(ServerResource.resource("openapi.json"))
        .path("paths")
        .properties()
        .forEach(
            path -> {
              for (String method : List.of("post", "put", "patch", "delete")) {
                if (path.getValue().has(method)) {
                  Change change =
                      AuditSubject.of(
                          method.toUpperCase(Locale.ROOT),
                          path.getKey().replaceAll("[{}]", ""),
                          null);
                  assertThat(change.action()).as(path.getKey()).matches("[a-z-]+");
                  assertThat(change.kind()).as(path.getKey()).matches("[a-z-]*[a-rt-z]|alias");
                }
              }
            });
  }
}
