package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {
  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  @Test
  void shouldWriteTheRecordOfAnInvocationAsTheContractSays() throws Exception {
    JsonNode written =
        json.valueToTree(
            new InvocationInfo(
                "01a",
                "default",
                "hello",
                "3",
                "live",
                "weight",
                "http",
                "failed",
                "cold",
                Instant.parse("2026-11-24T10:00:00Z"),
                12.5,
                new InvocationInfo.Phases(0, 4, 3, 5.5),
                new InvocationInfo.Usage(1.5, 20_000_000, 0.25),
                2,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new FunctionError("function-failed", "ValueError", "no", List.of("main.py:1"))));

    assertThat(written.fieldNames())
        .toIterable()
        .contains(
            "id", "function", "version", "trigger", "status", "start", "createdAt", "durationMs")
        .doesNotContain("resultBytes");
    assertThat(written.path("createdAt").asText()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(written.path("error").path("code").asText()).isEqualTo("function-failed");
  }

  @Test
  void shouldCarryArchivesAsBase64() throws Exception {
    String written = json.writeValueAsString(CodeSource.ofZip(new byte[] {1, 2, 3}));

    assertThat(written).isEqualTo("{\"zip\":\"AQID\"}");
    assertThat(json.readValue(written, CodeSource.class).zip()).containsExactly(1, 2, 3);
  }

  @Test
  void shouldReadAliasOfTheContract() throws Exception {
    AliasSpec read = json.readValue("{\"weights\":{\"1\":0.9,\"2\":0.1}}", AliasSpec.class);

    assertThat(read.weights()).isEqualTo(Map.of("1", 0.9, "2", 0.1));
  }

  @Test
  void shouldReadAnswersOfNewerServers() throws Exception {
    Health health =
        json.readValue(
            "{\"status\":\"up\",\"version\":\"9\",\"isolation\":\"bubblewrap\",\"runtimes\":[],"
                + "\"warnings\":[],\"moon\":\"full\"}",
            Health.class);

    assertThat(health.isolation()).isEqualTo("bubblewrap");
  }
}
