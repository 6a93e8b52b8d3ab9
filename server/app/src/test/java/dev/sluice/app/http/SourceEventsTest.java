package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.source.EventBinding.Bound;
import dev.sluice.spi.source.SourceEvent;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages with all kinds of content become events whose JSON can be read. */
final class SourceEventsTest {
  private final SourceEvents binding = new SourceEvents();

  private Bound bind(byte[] data, @Nullable String contentType) {
    return binding.bind(SourceEvent.of("1", "/mqtt/s", "t").data(data, contentType).build());
  }

  private CloudEvent event(byte[] data, @Nullable String contentType) {
    Bound bound = bind(data, contentType);
    assertThat(bound.problem()).isNull();
    return bound.events().get(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"celsius\": 71.50}", " [1] ", "7", "\"text\"", "null"})
  void shouldTakeJsonWithoutATypeAsItIs(String json) {
    CloudEvent event = event(bytes(json), null);

    assertThat(event.getDataContentType()).isNull();
    assertThat(new String(CloudEventWriter.json(event), StandardCharsets.UTF_8))
        .contains("\"data\":" + json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "21.5 C", "broken {", "{} {}", " ", "\ufeff{}"})
  void shouldTakeOtherTextWithoutATypeAsText(String text) {
    CloudEvent event = event(bytes(text), null);

    JsonNode tree = TreeEvents.tree(event);
    assertThat(tree.path("datacontenttype").asText()).isEqualTo("text/plain");
    assertThat(tree.path("data").textValue()).isEqualTo(text);
  }

  @Test
  void shouldTakeBytesWithoutATypeAsBytes() throws Exception {
    byte[] data = {0, (byte) 0xff, 7};

    JsonNode tree = TreeEvents.tree(event(data, null));

    assertThat(tree.path("datacontenttype").asText()).isEqualTo("application/octet-stream");
    assertThat(tree.path("data_base64").binaryValue()).isEqualTo(data);
  }

  @Test
  void shouldHaveNoDataWhereThereIsNone() {
    CloudEvent event = event(new byte[0], null);

    assertThat(event.getData()).isNull();
    assertThat(event.getDataContentType()).isNull();
  }

  @Test
  void shouldSayWhatIsWrongWhereJsonIsPromised() {
    Bound bound = bind(bytes("broken {"), "application/json");

    assertThat(bound.problem()).isNotBlank();
    JsonNode tree = TreeEvents.tree(bound.events().get(0));
    assertThat(tree.path("datacontenttype").asText()).isEqualTo("application/octet-stream");
  }

  @Test
  void shouldHaveNoTreeOfWhatOnlyFunctionsRead() {
    CloudEvent event = event(bytes("1".repeat(1_001)), null);

    assertThat(TreeEvents.find(event)).isEmpty();
    assertThatThrownBy(() -> TreeEvents.tree(event))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("workflows");
  }
}
