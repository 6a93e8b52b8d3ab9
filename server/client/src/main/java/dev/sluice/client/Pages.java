package dev.sluice.client;

import dev.sluice.api.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists that come page by page. */
public final class Pages {
  /** The most that the server gives at once. */
  private static final int LARGEST = 1000;

  private Pages() {}

  /** Reads one page. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * The page after another.
     *
     * @param cursor the other's {@code next}; null for the first page
     */
    Page<T> read(@Nullable String cursor) throws IOException;
  }

  /** Everything on all pages, in their order. */
  public static <T> List<T> all(Reader<T> pages) throws IOException {
    List<T> all = new ArrayList<>();
    String cursor = null;
    do {
      Page<T> page = pages.read(cursor);
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  /** Reads a page of at most so many. */
  @FunctionalInterface
  public interface LimitedReader<T> {
    /**
     * The page after another.
     *
     * @param limit the most that it may have
     * @param cursor the other's {@code next}; null for the first page
     */
    Page<T> read(int limit, @Nullable String cursor) throws IOException;
  }

  /**
   * The first so many of all pages, and where the rest begins.
   *
   * @param limit 1 and up
   */
  public static <T> Page<T> first(int limit, LimitedReader<T> pages) throws IOException {
    List<T> first = new ArrayList<>();
    String cursor = null;
    do {
      Page<T> page = pages.read(Math.min(LARGEST, limit - first.size()), cursor);
      first.addAll(page.items());
      cursor = page.next();
    } while (cursor != null && first.size() < limit);
    return new Page<>(first, cursor);
  }
}
