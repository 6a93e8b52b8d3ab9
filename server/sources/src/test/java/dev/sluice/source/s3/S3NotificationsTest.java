package dev.sluice.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.source.harness.GivenSettings;
import dev.sluice.source.harness.Recorder;
import dev.sluice.spi.source.PushSource.Received;
import dev.sluice.spi.source.PushSource.Request;
import dev.sluice.spi.source.RefusedRequestException;
import dev.sluice.spi.source.RefusedRequestException.Reason;
import dev.sluice.spi.source.SourceEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Notifications as AWS documents them, and as Ceph 16 was seen to send them. */
final class S3NotificationsTest {
  private static final String RECORD =
      """
      {"Records":[{"eventVersion":"2.1","eventSource":"%s","awsRegion":"us-east-1",
      "eventTime":"2026-11-27T10:00:00.000Z","eventName":"%s",
      "s3":{"s3SchemaVersion":"1.0","bucket":{"name":"photos","arn":"arn:aws:s3:::photos"},
      "object":{"key":"%s","size":12,"eTag":"d41d8cd98f00b204e9800998ecf8427e",
      "versionId":"v1","sequencer":"0A1B2C"}}}]}""";

  private final S3Notifications kind = new S3Notifications();

  private GivenSettings open() throws Exception {
    return new GivenSettings(kind).with("verify", "none").checked();
  }

  private GivenSettings guarded() throws Exception {
    return new GivenSettings(kind).with("verify", "token").with("secret", "t k").checked();
  }

  private static Request request(String query, Map<String, String> headers, String body) {
    return new Request("POST", "", query, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private List<SourceEvent> events(String body) throws Exception {
    return kind.receive(open(), request(null, Map.of(), body)).events();
  }

  private static String aws(String name) {
    return RECORD.formatted("aws:s3", name, "img/a+b%2Bc%C3%BC.jpg");
  }

  @Test
  void shouldTakeRecordsOfAws() throws Exception {
    SourceEvent event = events(aws("ObjectCreated:Put")).get(0);
    assertThat(event.attributes())
        .containsEntry("type", "dev.sluice.s3.created")
        .containsEntry("source", "/s3/orders/photos")
        .containsEntry("subject", "img/a b+cü.jpg")
        .containsEntry("time", "2026-11-27T10:00:00.000Z")
        .containsEntry("size", "12")
        .containsEntry("etag", "d41d8cd98f00b204e9800998ecf8427e");
    assertThat(Recorder.text(event))
        .isEqualTo(
            "{\"event\":\"created\",\"bucket\":\"photos\",\"key\":\"img/a b+cü.jpg\","
                + "\"etag\":\"d41d8cd98f00b204e9800998ecf8427e\",\"version\":\"v1\","
                + "\"time\":\"2026-11-27T10:00:00.000Z\",\"size\":12}");
    assertThat(events(aws("ObjectRemoved:Delete")).get(0).attributes())
        .containsEntry("type", "dev.sluice.s3.removed");
    assertThat(events(aws("s3:ObjectRestore:Completed")).get(0).attributes())
        .containsEntry("type", "dev.sluice.s3.objectrestore");
  }

  @Test
  void shouldTakeKeysOfCephAsTheyAre() throws Exception {
    String body = RECORD.formatted("ceph:s3", "s3:ObjectCreated:Put", "img/a b+c%2B.jpg");
    assertThat(events(body).get(0).attributes()).containsEntry("subject", "img/a b+c%2B.jpg");
  }

  @Test
  void shouldTakeWhatComesThroughSns() throws Exception {
    String message =
        aws("ObjectCreated:Put").replace("\n", "").replace("\\", "\\\\").replace("\"", "\\\"");
    List<SourceEvent> events =
        events("{\"Type\":\"Notification\",\"MessageId\":\"m\",\"Message\":\"" + message + "\"}");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).attributes())
        .isEqualTo(events(aws("ObjectCreated:Put")).get(0).attributes());
    assertThatThrownBy(
            () ->
                events(
                    "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"https://sns/x\"}"))
        .isInstanceOf(RefusedRequestException.class)
        .hasMessage("SNS asks whether it may send: open https://sns/x once.");
  }

  @Test
  void shouldGiveARecordThatComesAgainTheSameId() throws Exception {
    String first = events(aws("ObjectCreated:Put")).get(0).attributes().get("id");
    assertThat(events(aws("ObjectCreated:Put")).get(0).attributes()).containsEntry("id", first);
    String later = aws("ObjectCreated:Put").replace("0A1B2C", "0A1B2D");
    assertThat(events(later).get(0).attributes().get("id")).isNotEqualTo(first);
  }

  @Test
  void shouldTakeATestAndBringNothing() throws Exception {
    Received received =
        kind.receive(
            open(),
            request(null, Map.of(), "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}"));
    assertThat(received.events()).isEmpty();
    assertThat(received.answer().status()).isEqualTo(200);
  }

  @Test
  void shouldRefuseWhatIsNoNotification() {
    for (String body :
        List.of("", "no", "[]", "{}", "{\"Records\":[{}]}", "{\"Type\":\"Notification\"}")) {
      assertThatThrownBy(() -> events(body))
          .as(body)
          .isInstanceOfSatisfying(
              RefusedRequestException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }
  }

  @Test
  void shouldWantTheToken() throws Exception {
    String body = aws("ObjectCreated:Put");
    String basic = Base64.getEncoder().encodeToString("sns:t k".getBytes(StandardCharsets.UTF_8));
    for (Request right :
        List.of(
            request("token=t%20k", Map.of(), body),
            request(null, Map.of("authorization", "Bearer t k"), body),
            request("x=1", Map.of("authorization", "Basic " + basic), body))) {
      assertThat(kind.receive(guarded(), right).events()).hasSize(1);
    }
    for (Request wrong :
        List.of(
            request(null, Map.of(), body),
            request("token=", Map.of(), body),
            request("token=t", Map.of("authorization", "Basic ?"), body))) {
      assertThatThrownBy(() -> kind.receive(guarded(), wrong))
          .isInstanceOfSatisfying(
              RefusedRequestException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.UNAUTHENTICATED));
    }
  }

  @Test
  void shouldLeaveOutWhatIsNotWanted() throws Exception {
    GivenSettings settings =
        open().with("prefix", "img/").with("suffixes", List.of(".png")).checked();
    assertThat(kind.receive(settings, request(null, Map.of(), aws("ObjectCreated:Put"))).events())
        .isEmpty();
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    assertThatThrownBy(() -> new GivenSettings(kind).with("verify", "token").checked())
        .hasMessageContaining("missing");
    assertThatThrownBy(
            () -> new GivenSettings(kind).with("verify", "none").with("secret", "x").checked())
        .hasMessageContaining("nothing is checked");
  }
}
