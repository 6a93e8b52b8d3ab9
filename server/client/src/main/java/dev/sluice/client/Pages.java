package dev.sluice.client;

import dev.sluice.api.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists that come page by page. */
public final class Pages {
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
}
