package dev.sluice.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.source.harness.GivenSettings;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.PushSource.Received;
import dev.sluice.spi.source.PushSource.Request;
import dev.sluice.spi.source.RefusedRequestException;
import dev.sluice.spi.source.RefusedRequestException.Reason;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What web hooks take, from whom. Signatures are the examples of those who define them. */
class WebhookSourceTest {
  private final AtomicInteger ids = new AtomicInteger();

  private WebhookSource at(long epochSecond) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC);
    return new WebhookSource(clock, () -> "id" + ids.incrementAndGet());
  }

  private static Request post(String body, Map<String, String> headers) {
    return new Request("POST", "", null, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Settings settings(WebhookSource kind, String... said) {
    GivenSettings settings = new GivenSettings(kind);
    for (int i = 0; i < said.length; i += 2) {
      GivenSettings unused = settings.with(said[i], said[i + 1]);
    }
    return settings;
  }

  private static void assertRefused(WebhookSource kind, Settings settings, Request request) {
    assertThatThrownBy(() -> kind.receive(settings, request))
        .isInstanceOfSatisfying(
            RefusedRequestException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNAUTHENTICATED));
  }

  @Test
  void shouldTakeWhatGitHubSigned() throws Exception {
    WebhookSource kind = at(0);
    Settings said = settings(kind, "verify", "hmac-sha256", "secret", "It's a Secret to Everybody");
    String signature = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    SourceEvent event =
        kind.receive(
                said,
                post(
                    "Hello, World!",
                    Map.of(
                        "x-hub-signature-256", "sha256=" + signature,
                        "x-github-delivery", "d-1",
                        "content-type", "text/plain")))
            .events()
            .get(0);

    assertThat(event.attributes())
        .containsEntry("id", "d-1")
        .containsEntry("source", "/webhook/orders")
        .containsEntry("type", "dev.sluice.webhook.request")
        .containsEntry("datacontenttype", "text/plain");
    assertRefused(
        kind, said, post("Hello, world!", Map.of("x-hub-signature-256", "sha256=" + signature)));
    assertRefused(kind, said, post("Hello, World!", Map.of()));
    assertRefused(kind, said, post("Hello, World!", Map.of("x-hub-signature-256", "sha256=")));
  }

  @Test
  void shouldTakeWhatSlackSignedLately() throws Exception {
    WebhookSource kind = at(1531420618L + 60);
    Settings said = settings(kind, "verify", "slack", "secret", "8f742231b10e8888abcd99yyyzzz85a5");
    String body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    Map<String, String> headers =
        Map.of(
            "x-slack-request-timestamp", "1531420618",
            "x-slack-signature",
                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");

    assertThat(kind.receive(said, post(body, headers)).events()).hasSize(1);
    assertRefused(at(1531420618L + 301), said, post(body, headers));
    assertRefused(kind, said, post(body + "&more", headers));
  }

  @Test
  void shouldTakeWhatIsSignedAsStandardWebhooksSay() throws Exception {
    WebhookSource kind = at(1614265330L);
    Settings said =
        settings(
            kind,
            "verify",
            "standard-webhooks",
            "secret",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    Map<String, String> headers =
        Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", "v1,wrong v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    Received received = kind.receive(said, post("{\"test\": 2432232314}", headers));

    assertThat(received.events().get(0).attributes())
        .containsEntry("id", "msg_p5jXN8AQM9LWM0D4loKWxJek");
    assertRefused(kind, said, post("{\"test\": 2432232315}", headers));
    assertRefused(at(1614265330L - 301), said, post("{\"test\": 2432232314}", headers));
  }

  @Test
  void shouldCompareTokens() throws Exception {
    WebhookSource kind = at(0);
    Settings named =
        settings(kind, "verify", "token", "secret", "s3", "signature-header", "X-Gitlab-Token");
    Settings bearer = settings(kind, "verify", "token", "secret", "s3");

    assertThat(kind.receive(named, post("", Map.of("x-gitlab-token", "s3"))).events()).hasSize(1);
    assertThat(kind.receive(bearer, post("", Map.of("authorization", "Bearer s3"))).events())
        .hasSize(1);
    assertRefused(kind, named, post("", Map.of("authorization", "Bearer s3")));
    assertRefused(kind, bearer, post("", Map.of("authorization", "Bearer s4")));
  }

  @Test
  void shouldAnswerWhoAsksForAProofFirst() throws Exception {
    WebhookSource kind = at(0);
    Settings open = settings(kind, "verify", "none");

    Received challenge =
        kind.receive(
            open,
            post(
                "{\"token\":\"t\",\"challenge\":\"3eZ\",\"type\":\"url_verification\"}", Map.of()));
    Received handshake =
        kind.receive(
            open,
            new Request(
                "OPTIONS", "", null, Map.of("webhook-request-origin", "a.example"), new byte[0]));

    assertThat(challenge.events()).isEmpty();
    assertThat(new String(challenge.answer().body(), StandardCharsets.UTF_8)).isEqualTo("3eZ");
    assertThat(handshake.answer().headers()).containsEntry("WebHook-Allowed-Origin", "a.example");
  }

  @Test
  void shouldBringCloudEventsAsTheyAre() throws Exception {
    WebhookSource kind = at(0);
    Settings open = settings(kind, "verify", "none");

    SourceEvent binary =
        kind.receive(
                open,
                post(
                    "{}",
                    Map.of(
                        "ce-specversion", "1.0",
                        "ce-id", "e1",
                        "ce-source", "/x",
                        "ce-type", "t",
                        "ce-subject", "gr%C3%B6%C3%9Fe",
                        "content-type", "application/json")))
            .events()
            .get(0);
    SourceEvent structured =
        kind.receive(open, post("{}", Map.of("content-type", "application/cloudevents+json")))
            .events()
            .get(0);

    assertThat(binary.attributes())
        .containsEntry("id", "e1")
        .containsEntry("source", "/x")
        .containsEntry("subject", "größe");
    assertThat(structured.envelope()).isEqualTo("application/cloudevents+json");
  }

  @Test
  void shouldGiveEachOtherRequestAnIdOfItsOwn() throws Exception {
    WebhookSource kind = at(0);
    Settings open = settings(kind, "verify", "none");
    Settings named =
        new GivenSettings(kind)
            .with("verify", "none")
            .with("id-header", "X-Id")
            .with("headers", List.of("X-Event", "X-None"));

    Request request =
        new Request("POST", "/chat", "a=b", Map.of("x-id", "7", "x-event", "push"), new byte[] {1});

    assertThat(kind.receive(open, request).events().get(0).attributes())
        .containsEntry("id", "id1")
        .containsEntry("subject", "/chat")
        .containsEntry("httpquery", "a=b");
    assertThat(kind.receive(named, request).events().get(0).attributes())
        .containsEntry("id", "7")
        .containsEntry("xevent", "push")
        .doesNotContainKey("xnone");
  }

  @ParameterizedTest
  @CsvSource({"GET", "DELETE", "HEAD"})
  void shouldTakeNoOtherMethods(String method) throws Exception {
    WebhookSource kind = at(0);

    Received received =
        kind.receive(
            settings(kind, "verify", "none"), new Request(method, "", null, Map.of(), new byte[0]));

    assertThat(received.events()).isEmpty();
    assertThat(received.answer().status()).isEqualTo(405);
  }

  @Test
  void shouldWantASecretWhereSomethingIsChecked() {
    WebhookSource kind = at(0);

    assertThatThrownBy(() -> kind.check(settings(kind, "verify", "slack")))
        .isInstanceOf(InvalidSettingException.class);
    assertThatThrownBy(() -> kind.check(settings(kind, "verify", "none", "secret", "x")))
        .isInstanceOf(InvalidSettingException.class);
  }
}
