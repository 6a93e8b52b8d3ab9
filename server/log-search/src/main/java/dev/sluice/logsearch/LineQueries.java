package dev.sluice.logsearch;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.log.FoldedText;
import dev.sluice.spi.sandbox.OutputSink.Level;
import java.util.List;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Says in Lucene's words what is asked for. */
final class LineQueries {
  /** More terms find hardly fewer lines, and each costs a look-up in each segment. */
  private static final int MOST_TERMS = 32;

  private LineQueries() {}

  /** All lines that the query asks for, and few others; ids aside. */
  static Query of(LogQuery query) {
    BooleanQuery.Builder all = of(query.namespace(), query.owners());
    if (query.version() != null) {
      all.add(term(LineDocuments.VERSION, query.version()), Occur.FILTER);
    }
    if (query.invocation() != null) {
      all.add(term(LineDocuments.INVOCATION, query.invocation()), Occur.FILTER);
    }
    Level least = query.minLevel();
    if (least != null && least != Level.DEBUG) {
      all.add(term(LineDocuments.LEVEL, least.name()), Occur.FILTER);
    }
    if (query.since() != null || query.until() != null) {
      long from = query.since() == null ? Long.MIN_VALUE : LineDocuments.millis(query.since());
      long to = query.until() == null ? Long.MAX_VALUE : LineDocuments.millis(query.until());
      all.add(LongField.newRangeQuery(LineDocuments.TIME, from, to), Occur.FILTER);
    }
    String text = query.text() == null ? "" : FoldedText.of(query.text());
    if (Trigrams.has(text)) {
      for (BytesRef bytes : Trigrams.of(text, MOST_TERMS)) {
        all.add(new TermQuery(new Term(LineDocuments.TEXT, bytes)), Occur.FILTER);
      }
    } else if (!text.isEmpty()) {
      Term prefix = new Term(LineDocuments.TEXT, Trigrams.prefix(text));
      all.add(new PrefixQuery(prefix), Occur.FILTER);
    }
    return all.build();
  }

  /** The lines up to an id of a function, or of a whole namespace. */
  static Query upTo(String namespace, @Nullable String function, long id) {
    return of(namespace, function == null ? List.of() : List.of(function))
        .add(
            NumericDocValuesField.newSlowRangeQuery(LineDocuments.ID, Long.MIN_VALUE, id),
            Occur.FILTER)
        .build();
  }

  private static BooleanQuery.Builder of(String namespace, List<String> functions) {
    return new BooleanQuery.Builder().add(whose(namespace, functions), Occur.FILTER);
  }

  private static Query whose(String namespace, List<String> functions) {
    if (functions.isEmpty()) {
      return term(LineDocuments.NAMESPACE, namespace);
    }
    return new TermInSetQuery(
        LineDocuments.FUNCTION,
        functions.stream()
            .map(function -> new BytesRef(LineDocuments.function(namespace, function)))
            .toList());
  }

  private static Query term(String field, String value) {
    return new TermQuery(new Term(field, value));
  }
}
