package dev.sluice.source.s3;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects of a bucket in the order of their keys, a page at a time. Not thread-safe. */
final class Listing {
  private final Pages pages;
  private final Scope scope;
  private final Deque<Listed> page = new ArrayDeque<>();
  private @Nullable String token;
  private @Nullable String last;
  private boolean begun;

  /** Where pages come from. */
  interface Pages {
    /**
     * The page after another.
     *
     * @param token of the one before; null for the first
     */
    Page next(@Nullable String token);
  }

  /**
   * Some objects.
   *
   * @param next token of the page behind it; null for the last
   */
  record Page(List<Listed> objects, @Nullable String next) {}

  Listing(Pages pages, Scope scope) {
    this.pages = pages;
    this.scope = scope;
  }

  /** Takes what comes next and is before a key (null for no end), and no more than so many. */
  List<Listed> take(@Nullable String before, int most) throws IOException {
    List<Listed> taken = new ArrayList<>();
    Listed next = peek();
    while (next != null
        && taken.size() < most
        && (before == null || Keys.ORDER.compare(next.key(), before) < 0)) {
      taken.add(page.remove());
      next = peek();
    }
    return taken;
  }

  /**
   * What comes next, or null at the end.
   *
   * @throws IOException when it is not in order
   */
  @Nullable Listed peek() throws IOException {
    while (page.isEmpty() && (!begun || token != null)) {
      fetch();
    }
    return page.peek();
  }

  private void fetch() throws IOException {
    Page answer = pages.next(token);
    begun = true;
    token = answer.next();
    for (Listed each : answer.objects()) {
      if (last != null && Keys.ORDER.compare(each.key(), last) <= 0) {
        throw new IOException(
            "The server does not list objects in the order of their keys, so that what was removed"
                + " cannot be told.");
      }
      last = each.key();
      if (scope.wants(each.key())) {
        page.add(each);
      }
    }
  }
}
