package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CloudEventRequestsTest {
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String REQUIRED =
      "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"";
  private static final Map<String, String> HEADERS =
      Map.of("specversion", "1.0", "id", "1", "source", "/s", "type", "t");

  @Test
  void shouldReadAStructuredEvent() {
    CloudEvent event =
        structured(
            "{"
                + REQUIRED
                + ",\"time\":\"2026-01-02t03:04:05.678z\",\"dataschema\":\"urn:x\",\"subject\":\"é\""
                + ",\"urgent\":true,\"hops\":-3,\"note\":\"n\",\"nothing\":null"
                + ",\"data\": {\"n\": 1.10, \"big\": 12345678901234567890.25} }");

    assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-01-02T03:04:05.678Z"));
    assertThat(event.getDataSchema()).isEqualTo(URI.create("urn:x"));
    assertThat(event.getSubject()).isEqualTo("é");
    assertThat(event.getExtension("urgent")).isEqualTo(true);
    assertThat(event.getExtension("hops")).isEqualTo(-3);
    assertThat(event.getExtension("note")).isEqualTo("n");
    assertThat(event.getExtensionNames()).doesNotContain("nothing");
    assertThat(text(event)).isEqualTo("{\"n\": 1.10, \"big\": 12345678901234567890.25}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"data\":1|1",
        "\"data\":\"x\"|\"x\"",
        "\"data\":null|null",
        "\"datacontenttype\":\"text/plain\",\"data\":\"a\\\"é\"|a\"é",
        "\"data\":\"é\",\"datacontenttype\":\"text/plain; charset=utf-8\"|é",
        "\"datacontenttype\":\"image/png\",\"data_base64\":\"YWI=\"|ab",
        "\"data_base64\":\"MTI=\"|12",
        "\"datacontenttype\":\"application/vnd.x+json\",\"data\":[1]|[1]"
      })
  void shouldReadData(String members, String data) {
    assertThat(text(structured("{" + REQUIRED + "," + members + "}"))).isEqualTo(data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|is an object",
        "7|is an object",
        "{}|no 'specversion'",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"}|no 'source'",
        "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}|'0.3' is not '1.0'",
        "{\"specversion\":1.0,\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}|'specversion' is not a text",
        "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/s\",\"type\":\"t\"}|id '' is empty",
        "{\"specversion\":\"1.0\",\"id\":null,\"source\":\"/s\",\"type\":\"t\"}|no 'id'",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a b\",\"type\":\"t\"}|source 'a b' is not a URI",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"\",\"type\":\"t\"}|source '' is empty"
      })
  void shouldRefuseWhatIsNoEvent(String body, String problem) {
    assertRefused(STRUCTURED, Map.of(), body, ErrorCode.INVALID_REQUEST, problem);
    assertRefused(
        BATCH,
        Map.of(),
        "[{" + REQUIRED + "}," + body + "]",
        ErrorCode.INVALID_REQUEST,
        "Event 1 of the batch: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"time\":\"yesterday\"|not an RFC 3339",
        "\"time\":\"2026-01-02\"|not an RFC 3339",
        "\"time\":\"2026-01-02T03:04Z\"|not an RFC 3339",
        "\"time\":\"2026-13-02T03:04:05Z\"|not an RFC 3339",
        "\"time\":5|'time' is not a text",
        "\"dataschema\":\"relative\"|not an absolute URI",
        "\"subject\":\"\"|subject '' is empty",
        "\"datacontenttype\":\"rubbish\"|not a media type",
        "\"myExt\":\"x\"|'myExt' is not the name",
        "\"my_ext\":\"x\"|'my_ext' is not the name",
        "\"\":\"x\"|'' is not the name",
        "\"ext\":1.5|'ext' is not a text, a boolean or an integer",
        "\"ext\":2147483648|'ext' is not an integer of 32 bits",
        "\"ext\":{}|'ext' is not a text, a boolean or an integer",
        "\"ext\":[1]|'ext' is not a text, a boolean or an integer",
        "\"ext\":\"a\\u0000\"|the character U+0000",
        "\"ext\":\"\\ud800\"|the character U+D800",
        "\"id\":\"2\"|'id' twice",
        "\"data\":1,\"data_base64\":\"YQ==\"|both 'data' and 'data_base64'",
        "\"data_base64\":\"*\"|not Base64",
        "\"data_base64\":5|not Base64"
      })
  void shouldRefuseWrongMembers(String members, String problem) {
    assertRefused(
        STRUCTURED,
        Map.of(),
        "{" + REQUIRED + "," + members + "}",
        ErrorCode.INVALID_REQUEST,
        problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{" + REQUIRED + "}x", "", "\u00ff"})
  void shouldRefuseWhatIsNoJson(String body) {
    assertRefused(STRUCTURED, Map.of(), body, ErrorCode.INVALID_JSON, "");
    assertRefused(BATCH, Map.of(), body, ErrorCode.INVALID_JSON, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/cloudevents",
        "application/cloudevents+avro",
        "application/cloudevents+xml",
        "application/cloudevents-batch+avro",
        "application/cloudevents+json; charset=utf-16"
      })
  void shouldRefuseOtherFormats(String type) {
    assertRefused(
        type, HEADERS, "{" + REQUIRED + "}", ErrorCode.UNSUPPORTED_MEDIA_TYPE, "cannot be read");
  }

  @Test
  void shouldReadBatches() {
    assertThat(read(BATCH, Map.of(), "[]")).isEmpty();
    List<CloudEvent> events =
        read(
            BATCH + "; charset=\"UTF-8\"",
            Map.of(),
            "[{" + REQUIRED + ",\"data\":[1]} , {" + REQUIRED.replace("\"1\"", "\"2\"") + "}]");
    assertThat(events).extracting(CloudEvent::getId).containsExactly("1", "2");
    assertThat(text(events.get(0))).isEqualTo("[1]");
    assertRefused(BATCH, Map.of(), "{" + REQUIRED + "}", ErrorCode.INVALID_REQUEST, "is an array");
  }

  @Test
  void shouldReadBinaryMode() {
    Map<String, String> headers = new HashMap<>(HEADERS);
    headers.put("SUBJECT", "caf%C3%A9%20");
    headers.put("ext", "5");
    CloudEvent event = read("application/json", headers, "{\"a\": 1}").get(0);

    assertThat(event.getSubject()).isEqualTo("café ");
    assertThat(event.getExtension("ext")).isEqualTo("5");
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(text(event)).isEqualTo("{\"a\": 1}");
    assertThat(read(null, HEADERS, "").get(0).getData()).isNull();
    assertThat(read(STRUCTURED, headers, "{" + REQUIRED + "}").get(0).getSubject()).isNull();
  }

  @Test
  void shouldRefuseWrongBinaryMode() {
    assertRefused("text/plain", Map.of(), "x", ErrorCode.INVALID_REQUEST, "has no CloudEvent");
    assertRefused("application/json", HEADERS, "{", ErrorCode.INVALID_JSON, "");
    assertRefused(
        "text/plain", with("my_x", "1"), "", ErrorCode.INVALID_REQUEST, "'my_x' is not the name");
    assertRefused("text/plain", with("time", "1"), "", ErrorCode.INVALID_REQUEST, "RFC 3339");
    assertRefused("text/plain", with("ext", "%ff"), "", ErrorCode.INVALID_REQUEST, "not UTF-8");
    assertRefused(
        "text/plain",
        with("datacontenttype", "a/b"),
        "",
        ErrorCode.INVALID_REQUEST,
        "Content-Type");
  }

  @Test
  void shouldWriteWhatItReads() throws IOException {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      CloudEvent event = RandomEvents.next(random);
      byte[] json = CloudEventWriter.json(event);
      CloudEvent read = CloudEventRequests.read(STRUCTURED, Map.of(), json).get(0);
      String what = new String(json, StandardCharsets.UTF_8) + ", -Dsluice.seed=" + seed;
      assertThat(CloudEventWriter.json(read)).as(what).isEqualTo(json);
      assertThat(read.getData() == null ? null : read.getData().toBytes())
          .as(what)
          .isEqualTo(event.getData() == null ? null : event.getData().toBytes());
      for (String name : event.getExtensionNames()) {
        assertThat(read.getExtension(name)).as(what).isEqualTo(event.getExtension(name));
      }
      assertThat(read.getTime()).as(what).isEqualTo(event.getTime());
      JsonNode tree = new ObjectMapper().readTree(json);
      assertThat(tree.path("source").asText())
          .as(what)
          .isEqualTo(Objects.toString(event.getSource()));
    }
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> headers = new HashMap<>(HEADERS);
    headers.put(name, value);
    return headers;
  }

  private static CloudEvent structured(String body) {
    return read(STRUCTURED + "; charset=utf-8", Map.of(), body).get(0);
  }

  private static List<CloudEvent> read(String type, Map<String, String> headers, String body) {
    return CloudEventRequests.read(type, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(CloudEvent event) {
    return new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
  }

  private static void assertRefused(
      String type, Map<String, String> headers, String body, ErrorCode code, String problem) {
    assertThatThrownBy(() -> read(type, headers, body))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.detail()).contains(problem);
            });
  }
}
