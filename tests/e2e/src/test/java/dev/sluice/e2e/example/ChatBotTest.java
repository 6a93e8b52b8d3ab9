package dev.sluice.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.api.ErrorCode;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Lane;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Signed requests as Slack sends them come in; what a server in its place gets is the answer. */
@ResourceLock(Lane.OWN_SERVER)
class ChatBotTest {
  private static final String SECRET = "signing-secret";
  private static final String TOKEN = "xoxb-the-token";

  /** An answer, and by which token it came. */
  private record Said(String authorization, JsonNode body) {}

  private static final List<Said> SAID = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before all
  private static HttpServer chat;

  @SuppressWarnings("NullAway.Init") // set before all
  private static Example example;

  @BeforeAll
  static void deploy() throws Exception {
    chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    chat.createContext(
        "/api/chat.postMessage",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          SAID.add(
              new Said(
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  Json.read(new String(body, StandardCharsets.UTF_8))));
          byte[] answer = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    chat.start();
    example =
        Example.of("chat-bot")
            .with("https://slack.com", "http://127.0.0.1:" + chat.getAddress().getPort())
            .environment("SLACK_SIGNING_SECRET", SECRET)
            .environment("SLACK_BOT_TOKEN", TOKEN)
            .apply();
  }

  @AfterAll
  static void stop() throws Exception {
    example.close();
    chat.stop(0);
  }

  private static Http.Answer send(String body, Instant time, String secret) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signed = ("v0:" + time.getEpochSecond() + ":" + body).getBytes(StandardCharsets.UTF_8);
    return example
        .gateway()
        .send(
            "POST",
            "/hooks/default/chat-bot",
            Map.of(
                "Content-Type",
                "application/json",
                "X-Slack-Request-Timestamp",
                String.valueOf(time.getEpochSecond()),
                "X-Slack-Signature",
                "v0=" + HexFormat.of().formatHex(mac.doFinal(signed))),
            body.getBytes(StandardCharsets.UTF_8));
  }

  private static Http.Answer send(String body) throws Exception {
    return send(body, Instant.now(), SECRET);
  }

  private static String mention(String channel, String text) {
    return Json.write(
        Map.of(
            "type",
            "event_callback",
            "event",
            Map.of(
                "type", "app_mention",
                "user", "U1",
                "channel", channel,
                "ts", "1700000000.000100",
                "text", text)));
  }

  private static List<Said> saidIn(String channel) {
    return SAID.stream()
        .filter(said -> said.body().path("channel").asText().equals(channel))
        .toList();
  }

  private static Said answerIn(String channel) throws Exception {
    return Await.value("an answer", () -> saidIn(channel), found -> !found.isEmpty()).get(0);
  }

  @Test
  void shouldAnswerInTheThread() throws Exception {
    assertThat(send(mention("C1", "<@B0T> 20 C")).status()).isEqualTo(202);

    Said said = answerIn("C1");

    assertThat(said.body().path("text").asText()).isEqualTo("20 °C is 68 °F");
    assertThat(said.body().path("thread_ts").asText()).isEqualTo("1700000000.000100");
    assertThat(said.authorization()).isEqualTo("Bearer " + TOKEN);
  }

  @Test
  void shouldGreetAndSayWhatItCanDo() throws Exception {
    Http.Answer unused = send(mention("C2", "<@B0T> hello there"));
    unused = send(mention("C3", "<@B0T> $(rm -rf /) ünd söme"));

    assertThat(answerIn("C2").body().path("text").asText()).isEqualTo("Hello <@U1>!");
    assertThat(answerIn("C3").body().path("text").asText()).startsWith("Say hello");
  }

  @Test
  void shouldRefuseWhatIsNotSignedOrTooOld() throws Exception {
    String body = mention("C4", "hello");

    send(body, Instant.now(), "a guess").assertProblem(ErrorCode.INVALID_SIGNATURE);
    send(body, Instant.now().minus(Duration.ofMinutes(6)), SECRET)
        .assertProblem(ErrorCode.INVALID_SIGNATURE);
    example
        .gateway()
        .post("/hooks/default/chat-bot", body)
        .assertProblem(ErrorCode.INVALID_SIGNATURE);
    Http.Answer unused = send(mention("C5", "hello"));

    assertThat(answerIn("C5").body()).isNotNull();
    assertThat(saidIn("C4")).isEmpty();
    assertThat(example.client().sources().get("chat-bot").refused()).isEqualTo(3);
  }

  @Test
  void shouldAnswerTheFirstQuestionOfSlack() throws Exception {
    Http.Answer answer = send("{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1a\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("3eZbrw1a");
  }

  @Test
  void shouldNotAnswerItselfOrOtherEvents() throws Exception {
    String own = mention("C6", "hello").replace("\"user\"", "\"bot_id\":\"B1\",\"user\"");
    assertThat(own).contains("bot_id");
    Http.Answer unused = send(own);
    unused = send(mention("C6", "hello").replace("app_mention", "reaction_added"));
    unused = send("{}");
    unused = send("[]");
    unused = send(mention("C7", "hello"));

    assertThat(answerIn("C7").body()).isNotNull();
    assertThat(saidIn("C6")).isEmpty();
  }

  @Test
  void shouldGiveUpAMentionWithoutAText() throws Exception {
    Http.Answer unused =
        send(
            "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_mention\",\"channel\":\"C8\"}}");

    Await.until("it is given up", () -> !example.deadLetters("chat-bot").isEmpty());
    assertThat(String.valueOf(example.deadLetters("chat-bot").get(0).error()))
        .contains("a mention needs a text and a channel");
  }
}
