package dev.sluice.app.cli.invoke;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads items one by one: the elements of a JSON array, which may be deep in a document, or JSON
 * values one after the other, such as JSON lines. Only one item is in memory. Not thread-safe.
 */
public final class ItemReader implements AutoCloseable {
  private final String label;
  private final CountingInput input;
  private final JsonParser parser;
  private final @Nullable String path;
  private final long size;
  private boolean started;
  private boolean inArray;

  private ItemReader(String label, CountingInput input, @Nullable String path, long size)
      throws IOException {
    this.label = label;
    this.input = input;
    this.path = path;
    this.size = size;
    JsonFactory factory = Json.MAPPER.getFactory();
    this.parser = factory.createParser(input);
  }

  /**
   * Opens a file.
   *
   * @param file its path, or {@code -} for {@code in}
   * @param path names with dots between them that lead to the array; null for none
   */
  public static ItemReader open(String file, @Nullable String path, InputStream in)
      throws IOException {
    if (file.equals("-")) {
      return new ItemReader("standard input", new CountingInput(in), path, -1);
    }
    Path name = Path.of(file);
    if (Files.isDirectory(name)) {
      throw new CliException(file + " is a folder; give a file with JSON in it");
    }
    return new ItemReader(
        file, new CountingInput(Files.newInputStream(name)), path, Files.size(name));
  }

  /**
   * The next item's JSON on one line; null after the last.
   *
   * @throws CliException when the file is not what it should be; the message says where
   */
  public byte @Nullable [] next() throws IOException {
    try {
      JsonToken token = started ? parser.nextToken() : start();
      started = true;
      // Arrays one after the other are read as one.
      while (token == JsonToken.END_ARRAY || (token == JsonToken.START_ARRAY && !inArray)) {
        inArray = token == JsonToken.START_ARRAY;
        if (!inArray && path != null) {
          return null;
        }
        token = parser.nextToken();
      }
      return token == null ? null : copy();
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new CliException(label + " is not JSON" + where + ": " + e.getOriginalMessage());
    }
  }

  /** How much of the file was read, from 0 to 1; below 0 when that is not known. */
  double share() {
    return size <= 0 ? -1 : Math.min(1, (double) input.count() / size);
  }

  private @Nullable JsonToken start() throws IOException {
    JsonToken token = parser.nextToken();
    if (path == null) {
      return token;
    }
    for (String name : path.split("\\.", -1)) {
      token = token == JsonToken.START_OBJECT ? find(name) : null;
      if (token == null) {
        throw new CliException("there is no '" + name + "' of --path " + path + " in " + label);
      }
    }
    if (token != JsonToken.START_ARRAY) {
      throw new CliException("what --path " + path + " leads to in " + label + " is no array");
    }
    return token;
  }

  private @Nullable JsonToken find(String name) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      JsonToken value = parser.nextToken();
      if (found) {
        return value;
      }
      parser.skipChildren();
    }
    return null;
  }

  private byte[] copy() throws IOException {
    ByteArrayOutputStream item = new ByteArrayOutputStream();
    try (JsonGenerator generator = Json.MAPPER.getFactory().createGenerator(item)) {
      int depth = 0;
      do {
        JsonToken token = depth == 0 ? parser.currentToken() : parser.nextToken();
        if (token == null) {
          throw new JsonEOFException(parser, token, "the file ends within an item");
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        // Numbers keep all their digits.
        generator.copyCurrentEventExact(parser);
      } while (depth > 0);
    }
    return item.toByteArray();
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
