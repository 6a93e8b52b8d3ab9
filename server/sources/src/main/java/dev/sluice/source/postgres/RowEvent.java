package dev.sluice.source.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.sluice.source.message.MessageEvent;
import dev.sluice.source.postgres.Change.Operation;
import dev.sluice.source.postgres.Relation.Column;
import dev.sluice.spi.source.SourceEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Makes an event of a change.
 *
 * @param index of the change within its transaction, which comes in the same order whenever it
 *     comes
 */
record RowEvent(Message.Begin transaction, int index, Change change) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  SourceEvent of(String source, String database) {
    Relation relation = change.relation();
    String lsn = LogSequenceNumber.valueOf(transaction.lsn()).asString();
    String number = Integer.toUnsignedString(transaction.transaction());
    String key = key();
    return SourceEvent.of(
            lsn + ":" + number + ":" + index,
            MessageEvent.source(PostgresSource.KIND, source, database),
            "dev.sluice.postgres." + change.operation().done())
        .at(transaction.time())
        .with("subject", attribute(relation.schema() + "." + relation.table()))
        .with("schema", attribute(relation.schema()))
        .with("table", attribute(relation.table()))
        .with("operation", operation())
        .with("key", key == null ? null : attribute(key))
        .with("transaction", number)
        .data(json(number, lsn), "application/json")
        .build();
  }

  private static @Nullable String attribute(String text) {
    return MessageEvent.isText(text) ? text : null;
  }

  private String operation() {
    return change.operation().name().toLowerCase(Locale.ROOT);
  }

  /** The fields that identify the row, as JSON, or null. */
  private @Nullable String key() {
    Tuple row = keyRow();
    return row == null
        ? null
        : new String(bytes(json -> fields(json, row, true)), StandardCharsets.UTF_8);
  }

  /** Where the key is read: now, or what is left of the row. */
  private @Nullable Tuple keyRow() {
    Relation relation = change.relation();
    boolean keyed = relation.keyed() && relation.columns().stream().anyMatch(Column::key);
    return keyed ? (change.fresh() == null ? change.old() : change.fresh()) : null;
  }

  private byte[] json(String number, String lsn) {
    return bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("operation", operation());
          json.writeStringField("schema", change.relation().schema());
          json.writeStringField("table", change.relation().table());
          row(json, "key", keyRow(), true);
          row(json, "old", change.old(), change.oldKeyOnly());
          row(json, "new", change.fresh(), false);
          unchanged(json);
          json.writeStringField("transaction", number);
          json.writeStringField("lsn", lsn);
          json.writeStringField("time", transaction.time().toString());
          json.writeEndObject();
        });
  }

  private void row(JsonGenerator json, String name, @Nullable Tuple row, boolean keyOnly)
      throws IOException {
    if (row != null) {
      json.writeFieldName(name);
      fields(json, row, keyOnly);
    }
  }

  private void fields(JsonGenerator json, Tuple row, boolean keyOnly) throws IOException {
    List<Column> columns = change.relation().columns();
    json.writeStartObject();
    for (int i = 0; i < row.fields().size(); i++) {
      Column column = columns.get(i);
      Tuple.Field field = row.fields().get(i);
      if (field.told() && (column.key() || !keyOnly)) {
        json.writeFieldName(column.name());
        if (field.text() == null) {
          json.writeNull();
        } else {
          TypedJson.write(json, column.type(), field.text());
        }
      }
    }
    json.writeEndObject();
  }

  /** Large values that did not change are not told: their names are. */
  private void unchanged(JsonGenerator json) throws IOException {
    Tuple row = change.fresh();
    if (change.operation() != Operation.UPDATE
        || row == null
        || row.fields().stream().allMatch(Tuple.Field::told)) {
      return;
    }
    json.writeArrayFieldStart("unchanged");
    for (int i = 0; i < row.fields().size(); i++) {
      if (!row.fields().get(i).told()) {
        json.writeString(change.relation().columns().get(i).name());
      }
    }
    json.writeEndArray();
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but memory", e);
    }
    return bytes.toByteArray();
  }
}
