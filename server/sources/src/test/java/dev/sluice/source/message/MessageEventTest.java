package dev.sluice.source.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.source.SourceEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageEventTest {
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  private static MessageEvent message() {
    return MessageEvent.of("7", "broker", "my source", "a/b c");
  }

  private static MessageEvent cloudEvent() {
    return message()
        .binary("specversion", "1.0")
        .binary("id", "e")
        .binary("source", "/shop")
        .binary("type", "sold");
  }

  private static boolean isMessage(SourceEvent event) {
    return "dev.sluice.broker.message".equals(event.attributes().get("type"))
        && event.envelope() == null;
  }

  @Test
  void shouldSayWhereAMessageCameFrom() {
    assertThat(message().build(BODY, null).attributes())
        .isEqualTo(
            Map.of(
                "id", "7",
                "source", "/broker/my%20source/a%2Fb%20c",
                "type", "dev.sluice.broker.message"));
  }

  @ParameterizedTest
  @CsvSource({
    "X-Tenant_Id.2,xtenantid2",
    "plain,plain",
    "ÜBER,",
    "a b,",
    "data,",
    "Source,",
    "topic,"
  })
  void shouldNameExtensionsAfterHeaders(String header, String extension) {
    Map<String, String> attributes =
        message().with("topic", "t").header(header, "v").build(BODY, null).attributes();
    if (extension == null) {
      assertThat(attributes).doesNotContainValue("v").containsEntry("topic", "t");
    } else {
      assertThat(attributes).containsEntry(extension, "v");
    }
  }

  @ParameterizedTest
  @CsvSource({"'a\u0000b'", "'a\nb'", "'\uD800'", "'\uFFFE'"})
  void shouldLeaveOutHeadersThatAreNoText(String value) {
    assertThat(message().header("odd", value).build(BODY, null).attributes())
        .doesNotContainKey("odd");
  }

  @Test
  void shouldTakeACloudEventAsItIs() {
    SourceEvent event = cloudEvent().header("other", "x").build(BODY, "application/json");
    assertThat(event.attributes())
        .isEqualTo(
            Map.of(
                "id",
                "e",
                "source",
                "/shop",
                "type",
                "sold",
                "datacontenttype",
                "application/json"));
  }

  @ParameterizedTest
  @CsvSource({
    "specversion,0.3",
    "id,''",
    "source,not a URI",
    "time,yesterday",
    "dataschema,/relative",
    "Upper,x",
    "data,x",
    "datacontenttype,json",
    "ext,'a\u0007'"
  })
  void shouldTakeAMalformedCloudEventAsAMessage(String attribute, String value) {
    SourceEvent event = cloudEvent().binary(attribute, value).build(BODY, null);
    assertThat(isMessage(event)).isTrue();
    assertThat(event.data()).isEqualTo(BODY);
  }

  @Test
  void shouldNameTheEnvelopeOfAStructuredEvent() {
    String type = "application/CloudEvents+json; charset=utf-8";
    assertThat(message().build(BODY, type).envelope()).isEqualTo(type);
    assertThat(isMessage(message().build(BODY, "application/cloudevents+avro"))).isTrue();
  }

  @Test
  void shouldLeaveOutAContentTypeThatIsNone() {
    assertThat(message().build(BODY, "json").attributes()).doesNotContainKey("datacontenttype");
    assertThat(message().build(BODY, " ").attributes()).doesNotContainKey("datacontenttype");
  }
}
