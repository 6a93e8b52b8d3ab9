package dev.sluice.store.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.Digests;
import dev.sluice.core.workflow.EarlyEvent;
import dev.sluice.store.sql.Times;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Statements on events that came early; the caller has the transaction. */
final class EarlyEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EarlyEvents() {}

  static void add(Handle handle, Collection<EarlyEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into early_events (namespace, digest, part, arrived_at, content)"
                + " values (:namespace, :digest, :part, :at, :content)");
    for (EarlyEvent event : events) {
      int part = 0;
      for (String content : Parts.of(event.event().toString())) {
        batch
            .bind("namespace", event.namespace())
            .bind("digest", digest(event))
            .bind("part", part++)
            .bind("at", Times.column(event.arrivedAt()))
            .bind("content", content)
            .add();
      }
    }
    int[] unused = batch.execute();
  }

  static void remove(Handle handle, Collection<EarlyEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "delete from early_events where namespace = :namespace and digest = :digest");
    for (EarlyEvent event : events) {
      batch.bind("namespace", event.namespace()).bind("digest", digest(event)).add();
    }
    int[] unused = batch.execute();
  }

  static List<EarlyEvent> all(Handle handle) {
    Map<String, EarlyEvent> events = new LinkedHashMap<>();
    Parts parts = new Parts();
    handle
        .createQuery("select * from early_events order by arrived_at, namespace, digest, part")
        .map((row, context) -> put(row, parts, events))
        .list();
    return List.copyOf(events.values());
  }

  private static boolean put(ResultSet row, Parts parts, Map<String, EarlyEvent> events)
      throws SQLException {
    String namespace = row.getString("namespace");
    String key = namespace + " " + row.getString("digest");
    String whole = parts.add(row.getInt("part") == 0, row.getString("content"));
    try {
      JsonNode tree = JSON.readTree(whole);
      events.put(key, EarlyEvent.of(namespace, tree, Times.instant(row, "arrived_at")));
      return true;
    } catch (JsonProcessingException e) {
      // More of it follows.
      return false;
    }
  }

  private static String digest(EarlyEvent event) {
    String key = event.source() + "\n" + event.id();
    return Digests.sha256(key.getBytes(StandardCharsets.UTF_8));
  }
}
