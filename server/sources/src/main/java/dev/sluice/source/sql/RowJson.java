package dev.sluice.source.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.spi.binding.TooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** Rows as a list of objects, whose fields are the names of the columns. */
final class RowJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RowJson() {}

  static byte[] all(ResultSet rows, long mostRows, int limit)
      throws SQLException, IOException, TooLargeException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      ResultSetMetaData about = rows.getMetaData();
      json.writeStartArray();
      for (long count = 0; rows.next(); count++) {
        if (count == mostRows) {
          throw new IOException(
              "The query has more than " + mostRows + " rows: limit it, or raise max-rows.");
        }
        row(rows, about, json);
        if (bytes.size() > limit) {
          throw new TooLargeException(limit);
        }
      }
      json.writeEndArray();
    }
    return bytes.toByteArray();
  }

  private static void row(ResultSet rows, ResultSetMetaData about, JsonGenerator json)
      throws SQLException, IOException {
    json.writeStartObject();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      json.writeFieldName(about.getColumnLabel(i));
      value(rows, i, about.getColumnType(i), about.getColumnTypeName(i), json);
    }
    json.writeEndObject();
  }

  /** No object of Java is read, whatever the database offers. */
  private static void value(ResultSet rows, int i, int type, String name, JsonGenerator json)
      throws SQLException, IOException {
    switch (type) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> {
        long number = rows.getLong(i);
        if (rows.wasNull()) {
          json.writeNull();
        } else {
          json.writeNumber(number);
        }
      }
      case Types.NUMERIC, Types.DECIMAL -> {
        BigDecimal number = rows.getBigDecimal(i);
        if (number == null) {
          json.writeNull();
        } else {
          json.writeNumber(number);
        }
      }
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> {
        double number = rows.getDouble(i);
        if (rows.wasNull()) {
          json.writeNull();
        } else {
          json.writeNumber(number);
        }
      }
      case Types.BIT, Types.BOOLEAN -> {
        boolean flag = rows.getBoolean(i);
        if (rows.wasNull()) {
          json.writeNull();
        } else {
          json.writeBoolean(flag);
        }
      }
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> {
        byte[] binary = rows.getBytes(i);
        if (binary == null) {
          json.writeNull();
        } else {
          json.writeStartObject();
          json.writeBinaryField("base64", binary);
          json.writeEndObject();
        }
      }
      default -> {
        String text = rows.getString(i);
        if (text == null) {
          json.writeNull();
        } else if (name.equalsIgnoreCase("json") || name.equalsIgnoreCase("jsonb")) {
          json.writeRawValue(text);
        } else {
          json.writeString(text);
        }
      }
    }
  }
}
