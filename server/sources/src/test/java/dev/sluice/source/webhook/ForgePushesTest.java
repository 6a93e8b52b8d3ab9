package dev.sluice.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.spi.code.PushCheck.Push;
import dev.sluice.spi.source.PushSource.Request;
import dev.sluice.spi.source.RefusedRequestException;
import dev.sluice.spi.source.RefusedRequestException.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgePushesTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private static final String PUSH =
      "{\"ref\":\"refs/heads/main\",\"repository\":{\"default_branch\":\"trunk\"}}";

  private final ForgePushes pushes = new ForgePushes();

  private static Request request(String body, String... headers) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return new Request("POST", "", null, all, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String signature(String body) {
    return "sha256="
        + HexFormat.of()
            .formatHex(Signatures.hmac(Signatures.bytes(SECRET), Signatures.bytes(body)));
  }

  private Reason refusal(Request request) {
    return catchThrowableOfType(RefusedRequestException.class, () -> pushes.read(request, SECRET))
        .reason();
  }

  @Test
  void shouldReadPushOfGitHub() throws Exception {
    assertThat(
            pushes.read(
                request(PUSH, "x-hub-signature-256", signature(PUSH), "x-github-event", "push"),
                SECRET))
        .isEqualTo(new Push("refs/heads/main", "trunk"));
  }

  @Test
  void shouldReadPushThatIsAForm() throws Exception {
    String form = "payload=" + URLEncoder.encode(PUSH, StandardCharsets.UTF_8);

    assertThat(
            pushes.read(
                request(
                    form,
                    "x-hub-signature-256",
                    signature(form),
                    "content-type",
                    "application/x-www-form-urlencoded"),
                SECRET))
        .isEqualTo(new Push("refs/heads/main", "trunk"));
  }

  @Test
  void shouldCheckSignatureAsDocumentedByGitHub() {
    // The example of GitHub's documentation.
    assertThat(
            Signatures.HMAC_SHA256.problem(
                request(
                    "Hello, World!",
                    "x-hub-signature-256",
                    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                SECRET,
                null,
                java.time.Instant.EPOCH))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Push Hook", "Tag Push Hook"})
  void shouldReadPushOfGitLab(String event) throws Exception {
    String body = "{\"ref\":\"refs/tags/v1\",\"project\":{\"default_branch\":\"main\"}}";

    assertThat(
            pushes.read(request(body, "x-gitlab-token", SECRET, "x-gitlab-event", event), SECRET))
        .isEqualTo(new Push("refs/tags/v1", "main"));
  }

  @Test
  void shouldIgnoreNewsOfSomethingElse() throws Exception {
    assertThat(
            pushes.read(
                request("{}", "x-hub-signature-256", signature("{}"), "x-github-event", "ping"),
                SECRET))
        .isNull();
    assertThat(
            pushes.read(
                request("{}", "x-gitlab-token", SECRET, "x-gitlab-event", "Issue Hook"), SECRET))
        .isNull();
  }

  @Test
  void shouldRefuseWhatIsNotProven() {
    assertThat(refusal(request(PUSH))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(refusal(request(PUSH + " ", "x-hub-signature-256", signature(PUSH))))
        .isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(refusal(request(PUSH, "x-hub-signature-256", "sha256=00")))
        .isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(refusal(request(PUSH, "x-gitlab-token", "wrong"))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(refusal(request(PUSH, "x-hub-signature-256", "sha256=00", "x-gitlab-token", SECRET)))
        .as("the stronger proof counts")
        .isEqualTo(Reason.UNAUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "{}", "{\"ref\":7}", "[]"})
  void shouldRefuseWhatIsNoPush(String body) {
    assertThat(refusal(request(body, "x-gitlab-token", SECRET))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void shouldRefuseOtherMethods() {
    assertThat(refusal(new Request("GET", "", null, Map.of(), new byte[0])))
        .isEqualTo(Reason.MALFORMED);
  }
}
