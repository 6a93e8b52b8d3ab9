package dev.sluice.logsearch;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.log.LogIndex.Candidates;
import dev.sluice.core.log.LogIndexException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a snapshot that match a query, segment by segment: the documents of a segment have
 * rising ids, and those of a later segment have higher ones. A segment is only looked at when those
 * before it had too few, which is why they have a largest size. Not thread-safe.
 */
final class Matches implements Candidates {
  private final Snapshot snapshot;
  private final LogQuery query;
  private final Consumer<Throwable> damage;
  private final List<LeafReaderContext> segments;
  private final Weight weight;
  private int nextSegment;
  private @Nullable LeafReaderContext segment;

  /** Matches in the segment; null when it has been gone through. */
  private @Nullable FixedBitSet documents;

  private int at;

  /**
   * Searches a snapshot that the caller holds; closing releases it.
   *
   * @param damage told when the index cannot be read
   */
  Matches(Snapshot snapshot, LogQuery query, Consumer<Throwable> damage) throws IOException {
    this.snapshot = snapshot;
    this.query = query;
    this.damage = damage;
    IndexSearcher searcher = new IndexSearcher(snapshot.reader());
    searcher.setQueryCache(null);
    this.segments = snapshot.reader().leaves();
    this.weight =
        searcher.createWeight(
            searcher.rewrite(LineQueries.of(query)), ScoreMode.COMPLETE_NO_SCORES, 1);
    this.nextSegment = query.newest() ? segments.size() - 1 : 0;
  }

  @Override
  public long upTo() {
    return snapshot.upTo();
  }

  @Override
  public List<Long> next(int most) {
    try {
      List<Long> ids = new ArrayList<>(most);
      while (ids.size() < most && (documents != null || openSegment())) {
        take(most - ids.size(), ids);
      }
      return ids;
    } catch (IOException | RuntimeException | InternalError e) {
      // The last is what a mapped file throws that became shorter.
      damage.accept(e);
      throw new LogIndexException(e);
    }
  }

  private boolean openSegment() throws IOException {
    while (nextSegment >= 0 && nextSegment < segments.size()) {
      LeafReaderContext next = segments.get(nextSegment);
      nextSegment += query.newest() ? -1 : 1;
      if (query.afterId() != null && lastId(next) <= query.afterId()) {
        continue;
      }
      BulkScorer scorer = weight.bulkScorer(next);
      if (scorer != null) {
        FixedBitSet found = new FixedBitSet(next.reader().maxDoc());
        scorer.score(
            new Marker(found), next.reader().getLiveDocs(), 0, DocIdSetIterator.NO_MORE_DOCS);
        segment = next;
        documents = found;
        at = query.newest() ? found.length() : -1;
        return true;
      }
    }
    return false;
  }

  private static long lastId(LeafReaderContext segment) throws IOException {
    int last = segment.reader().maxDoc() - 1;
    return ids(segment, new int[] {last}, 1)[0];
  }

  /** Takes some of the segment's documents. */
  private void take(int most, List<Long> into) throws IOException {
    LeafReaderContext from = segment;
    FixedBitSet found = documents;
    if (from == null || found == null) {
      return;
    }
    int[] some = new int[most];
    int count = 0;
    while (count < most) {
      int document = step(found);
      if (document < 0) {
        documents = null;
        break;
      }
      some[count++] = document;
    }
    for (long id : ids(from, some, count)) {
      if (query.afterId() == null || id > query.afterId()) {
        into.add(id);
      } else if (query.newest()) {
        documents = null;
        nextSegment = -1;
        break;
      }
    }
  }

  /** The next document in the order of the query; -1 after the last. */
  private int step(FixedBitSet found) {
    if (query.newest()) {
      at = at == 0 ? -1 : found.prevSetBit(at - 1);
      return at;
    }
    at = at + 1 == found.length() ? -1 : found.nextSetBit(at + 1);
    return at == Integer.MAX_VALUE ? -1 : at;
  }

  /** The ids of documents in their order, which rises or falls; Lucene reads values rising only. */
  private static long[] ids(LeafReaderContext segment, int[] documents, int count)
      throws IOException {
    NumericDocValues values = DocValues.getNumeric(segment.reader(), LineDocuments.ID);
    long[] ids = new long[count];
    boolean falling = count > 1 && documents[0] > documents[1];
    for (int i = 0; i < count; i++) {
      int place = falling ? count - 1 - i : i;
      if (!values.advanceExact(documents[place])) {
        throw new IOException("a line without its id");
      }
      ids[place] = values.longValue();
    }
    return ids;
  }

  @Override
  public void close() {
    snapshot.release();
  }

  /** Notes which documents match. */
  private record Marker(FixedBitSet documents) implements LeafCollector {
    @Override
    public void setScorer(Scorable scorer) {}

    @Override
    public void collect(int document) {
      documents.set(document);
    }
  }
}
