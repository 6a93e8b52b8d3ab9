package dev.sluice.store.code;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is at which path of an image's root, while its layers are applied to it. Links are walked
 * here and nowhere on the disk, as inside of the root: an absolute target begins at the root, and
 * nothing is above it. Not thread-safe.
 */
final class ImageTree {
  /** More links than that in one path the system itself does not follow. */
  private static final int MAX_LINKS = 40;

  private final TreeMap<String, Node> nodes = new TreeMap<>();
  private final int maxNodes;

  ImageTree(int maxNodes) {
    this.maxNodes = maxNodes;
  }

  /** One path; {@code layer} is the number of the layer that it is from. */
  sealed interface Node {
    int layer();
  }

  /** A folder. */
  record Folder(int layer) implements Node {}

  /** A file; several share a content where they are hard links. */
  record File(int layer, Content content) implements Node {}

  /** A symbolic link, whose target may be anything. */
  record Link(int layer, String target) implements Node {}

  /**
   * What is in a file.
   *
   * @param at where it is kept until the root is written
   * @param sha256 in hex digits
   */
  record Content(Path at, boolean executable, String sha256, long bytes) {}

  SortedMap<String, Node> nodes() {
    return Collections.unmodifiableSortedMap(nodes);
  }

  /** Adds a folder; what a lower layer has in a folder of this name stays. */
  void folder(String path, int layer) {
    if (path.isEmpty()) {
      return;
    }
    String real = real(path, layer);
    if (!(nodes.get(real) instanceof Folder)) {
      put(real, new Folder(layer));
    }
  }

  /** Adds a file or a link, in place of what is there. */
  void add(String path, Node node) {
    put(real(path, node.layer()), node);
  }

  /** The content of a file that another name is to be given to. */
  Content content(String path, String target, int layer) {
    String folder = walk(parent(target), layer, false);
    Node node = folder == null ? null : nodes.get(join(folder, name(target)));
    if (!(node instanceof File file)) {
      throw ImageRefusal.unsafe(
          path, "is a hard link to " + Refusal.quote(target) + ", which is no file of the image");
    }
    return file.content();
  }

  /** Takes away what lower layers have at a path. */
  void remove(String path, int layer) {
    String folder = walk(parent(path), layer, false);
    if (folder != null) {
      String real = join(folder, name(path));
      removeBelow(real, layer);
      Node node = nodes.get(real);
      if (node != null && node.layer() < layer && below(real).isEmpty()) {
        nodes.remove(real);
      }
    }
  }

  /** Takes away what lower layers have in a folder. */
  void removeContent(String path, int layer) {
    String real = walk(path, layer, false);
    if (real != null) {
      removeBelow(real, layer);
    }
  }

  private void removeBelow(String real, int layer) {
    SortedMap<String, Node> below = below(real);
    below.entrySet().removeIf(e -> e.getValue().layer() < layer && !isKept(e.getKey(), layer));
  }

  /** A folder of a lower layer in which this layer has put something. */
  private boolean isKept(String path, int layer) {
    return nodes.get(path) instanceof Folder
        && below(path).values().stream().anyMatch(node -> node.layer() == layer);
  }

  private SortedMap<String, Node> below(String real) {
    // The character after the slash.
    return real.isEmpty() ? nodes : nodes.subMap(real + "/", real + "0");
  }

  /** What a path leads to, also by links; null for nothing. The root is an empty path. */
  @Nullable Node at(String path) {
    String real = walk(path, 0, false, true);
    return real == null ? null : real.isEmpty() ? new Folder(0) : nodes.get(real);
  }

  private void put(String real, Node node) {
    below(real).clear();
    nodes.put(real, node);
    requireRoom();
  }

  private void requireRoom() {
    if (nodes.size() > maxNodes) {
      throw ImageRefusal.tooLarge("The image has more than " + maxNodes + " entries.");
    }
  }

  /** The path with the folders above it as they are, which are made where they are missing. */
  private String real(String path, int layer) {
    String folder = walk(parent(path), layer, true);
    return join(String.valueOf(folder), name(path));
  }

  private @Nullable String walk(String path, int layer, boolean make) {
    return walk(path, layer, make, false);
  }

  /** Walks to a folder; null where it is not there and not to be made. */
  private @Nullable String walk(String path, int layer, boolean make, boolean anything) {
    Deque<String> todo = new ArrayDeque<>(Arrays.asList(path.split("/", -1)));
    String at = "";
    int links = 0;
    while (!todo.isEmpty()) {
      String part = todo.pop();
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (part.equals("..")) {
        at = parent(at);
        continue;
      }
      String next = join(at, part);
      Node node = nodes.get(next);
      if (node instanceof Link link) {
        if (++links > MAX_LINKS) {
          if (make) {
            throw ImageRefusal.unsafe(path, "goes through links that lead in circles");
          }
          return null;
        }
        at = link.target().startsWith("/") ? "" : at;
        String[] parts = link.target().split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
          todo.push(parts[i]);
        }
        continue;
      }
      if (node == null && make) {
        nodes.put(next, new Folder(layer));
        requireRoom();
      } else if (!(node instanceof Folder) && !(anything && node != null && todo.isEmpty())) {
        if (make) {
          throw ImageRefusal.invalid("The entry " + Refusal.quote(path) + " is below a file.");
        }
        return null;
      }
      at = next;
    }
    return at;
  }

  private static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
