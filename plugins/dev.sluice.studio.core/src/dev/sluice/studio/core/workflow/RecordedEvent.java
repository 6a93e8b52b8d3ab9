package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * An event that came of late, as the server keeps the last ones, to test with. Immutable.
 *
 * @param event a CloudEvent in the JSON format
 */
public record RecordedEvent(String type, JsonNode event, Instant at) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 100;
  private static final int SHORT = 48;

  /** The last ones, the newest first. */
  static List<RecordedEvent> read(SluiceClient client) throws IOException {
    return client.events().recent(List.of(), MOST).stream()
        .filter(each -> !each.dataOmitted())
        .map(RecordedEvent::of)
        .toList();
  }

  private static RecordedEvent of(RecentEventInfo info) {
    JsonNode event = JSON.valueToTree(info.event());
    return new RecordedEvent(event.path("type").asText(), event, info.receivedAt());
  }

  /** What it is, in a line. */
  public String label() {
    String data = event.path("data").toString();
    String shown = data.length() > SHORT ? data.substring(0, SHORT - 1) + "…" : data;
    return shown.isEmpty() ? type : type + "  " + shown;
  }
}
