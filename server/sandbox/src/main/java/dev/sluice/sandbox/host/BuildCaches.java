package dev.sluice.sandbox.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder for each namespace in which its builds keep what they fetched, until the server ends. It
 * belongs to a user id of the namespace's own where the server may give one. Thread-safe.
 */
final class BuildCaches {
  private final Path folder;
  private final boolean root;
  private final Map<String, Cache> caches = new HashMap<>();

  /**
   * Caches in a folder that is there.
   *
   * @param root whether the server may give folders to other users
   */
  BuildCaches(Path folder, boolean root) {
    this.folder = folder;
    this.root = root;
  }

  /** The cache of one namespace. Guarded by the caches. */
  final class Cache {
    private final int number;
    private int users;
    private int generation;

    private Cache(int number) {
      this.number = number;
    }

    /** The user id that it belongs to. */
    int uid() {
      return UserIds.ofBuilder(number);
    }

    /** The same, or null where the server may not choose. */
    @Nullable Integer owner() {
      return root ? uid() : null;
    }

    Path folder() {
      return folder.resolve(number + "-" + generation);
    }
  }

  /** The namespace's cache, for one build, which gives it back with {@link #leave}. */
  synchronized Cache enter(String namespace) throws IOException {
    Cache cache = caches.computeIfAbsent(namespace, each -> new Cache(caches.size()));
    if (cache.generation == 0) {
      renew(cache);
    }
    cache.users++;
    return cache;
  }

  private void renew(Cache cache) throws IOException {
    cache.generation++;
    BuildFolders.closed(cache.folder(), cache.owner());
  }

  /** The last build to leave a cache that has grown too large throws it away. */
  synchronized void leave(Cache cache, long mostBytes) throws IOException {
    cache.users--;
    if (cache.users == 0 && BuildFolders.bytes(cache.folder()) > mostBytes) {
      Path old = cache.folder();
      renew(cache);
      Trees.remove(old);
    }
  }
}
