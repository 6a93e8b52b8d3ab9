package dev.sluice.logsearch;

import dev.sluice.core.invocation.LogRecord;
import dev.sluice.spi.sandbox.OutputSink.Level;
import java.time.Instant;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;

/** Makes documents of lines; each is good until the next is made. Not thread-safe. */
final class LineDocuments {
  static final String ID = "id";
  static final String NAMESPACE = "namespace";
  static final String FUNCTION = "function";
  static final String VERSION = "version";
  static final String INVOCATION = "invocation";
  static final String TIME = "time";
  static final String TEXT = "text";

  /** A term for each level that the line reaches, so that each least level is one term. */
  static final String LEVEL = "level";

  private static final FieldType TERMS = new FieldType();

  static {
    TERMS.setIndexOptions(IndexOptions.DOCS);
    TERMS.setTokenized(true);
    TERMS.setOmitNorms(true);
    TERMS.freeze();
  }

  private final Trigrams trigrams = new Trigrams();
  private final NumericDocValuesField id = new NumericDocValuesField(ID, 0);
  private final StringField namespace = new StringField(NAMESPACE, "", Field.Store.NO);
  private final StringField function = new StringField(FUNCTION, "", Field.Store.NO);
  private final StringField version = new StringField(VERSION, "", Field.Store.NO);
  private final StringField invocation = new StringField(INVOCATION, "", Field.Store.NO);
  private final LongField time = new LongField(TIME, 0, Field.Store.NO);
  private final Field text = new Field(TEXT, trigrams, TERMS);

  Document of(LogRecord line) {
    id.setLongValue(line.id());
    namespace.setStringValue(line.namespace());
    function.setStringValue(function(line.namespace(), line.owner()));
    version.setStringValue(line.version());
    invocation.setStringValue(line.invocation());
    time.setLongValue(millis(line.time()));
    trigrams.take(line.text());
    Document document = new Document();
    document.add(id);
    document.add(namespace);
    document.add(function);
    document.add(version);
    document.add(invocation);
    document.add(time);
    document.add(text);
    for (Level level : Level.values()) {
      if (level != Level.DEBUG && level.compareTo(line.level()) <= 0) {
        document.add(new StringField(LEVEL, level.name(), Field.Store.NO));
      }
    }
    return document;
  }

  /** The term of a function; names have no slash. */
  static String function(String namespace, String function) {
    return namespace + "/" + function;
  }

  /** Coarser than the store's time, so that the index takes less; the store is asked at last. */
  static long millis(Instant time) {
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException e) {
      return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
