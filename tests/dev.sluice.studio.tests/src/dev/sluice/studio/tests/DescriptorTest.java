package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.editor.Descriptor;
import dev.sluice.studio.core.editor.Descriptors;
import dev.sluice.studio.core.editor.DraftField;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What the server says of its fields is what it does. */
class DescriptorTest extends StudioTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigDecimal STEP = new BigDecimal("0.01");

  @Test
  void shouldTakeWhatTheServerSaysIsAllowedAndNothingBeyond() throws IOException {
    create("described", "def handler(event, context):\n    return event\n");
    Descriptors said = Descriptors.of(server().client().openApi());
    int numbers = 0;
    for (DraftField field : DraftField.values()) {
      Descriptor one = said.of(field);
      if (one.least() != null && one.most() != null) {
        numbers++;
        BigDecimal step = one.whole() ? BigDecimal.ONE : STEP;
        set(field, one.above() ? one.least().add(step) : one.least());
        set(field, one.most());
        refuse(field, one.above() ? one.least() : one.least().subtract(step));
        refuse(field, one.most().add(step));
      }
    }
    assertThat(numbers).isEqualTo(13);
  }

  @Test
  void shouldDescribeEveryFieldForPeople() throws IOException {
    Descriptors said = Descriptors.of(server().client().openApi());
    for (DraftField field : DraftField.values()) {
      if (field != DraftField.RUNTIME) {
        assertThat(said.of(field).help()).as(field.path()).endsWith(".");
      }
    }
    assertThat(said.of(DraftField.NETWORK).words()).containsExactly("none", "host");
    assertThat(said.of(DraftField.SEMANTICS).words()).hasSize(3);
    assertThat(said.platformWords()).contains("version");
  }

  private static void set(DraftField field, BigDecimal value) throws IOException {
    SluiceClient client = server().client();
    client.updateFunction("described", spec(field, value), null);
    // Limits depend on one another: each is tried alone.
    client.replaceFunction(
        "described",
        new FunctionSpec(
            "described", "python3", "main.handler", null, null, null, null, null, null),
        null);
  }

  private static void refuse(DraftField field, BigDecimal value) {
    assertThatThrownBy(
            () -> server().client().updateFunction("described", spec(field, value), null))
        .as(field.path() + " " + value)
        .isInstanceOf(SluiceApiException.class);
  }

  private static FunctionSpec spec(DraftField field, BigDecimal value) {
    ObjectNode body = JSON.createObjectNode();
    int slash = field.path().indexOf('/');
    ObjectNode inner = slash < 0 ? body : body.putObject(field.path().substring(0, slash));
    inner.set(field.path().substring(slash + 1), number(value));
    return JSON.convertValue(body, FunctionSpec.class);
  }

  private static JsonNode number(BigDecimal value) {
    return value.scale() <= 0
        ? JSON.getNodeFactory().numberNode(value.intValueExact())
        : JSON.getNodeFactory().numberNode(value);
  }
}
