package dev.sluice.store.code;

import dev.sluice.core.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is at which path of a tree. Not thread-safe. */
final class Layout {
  /** More links than that in one path the system itself does not follow. */
  private static final int MAX_LINKS = 40;

  private final SortedMap<String, Node> nodes = new TreeMap<>();
  private final int maxNodes;

  Layout(int maxNodes) {
    this.maxNodes = maxNodes;
  }

  /**
   * Makes sure that a path is free, and all above it are folders.
   *
   * @param path from {@link EntryPath}, not empty
   */
  void requireFree(String path, boolean folder) {
    for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
      Node above = nodes.putIfAbsent(path.substring(0, i), new Node.Folder(false));
      if (above instanceof Node.Link) {
        throw Refusal.unsafe(path, "goes through a link");
      }
      if (above instanceof Node.File) {
        throw Refusal.invalidEntry(path, "is below a file", null);
      }
      requireRoom();
    }
    Node there = nodes.get(path);
    if (there != null && !(folder && there instanceof Node.Folder f && !f.named())) {
      throw Refusal.invalidEntry(path, "is there twice", null);
    }
  }

  /** Adds a path that was free. */
  void add(String path, Node node) {
    nodes.put(path, node);
    requireRoom();
  }

  private void requireRoom() {
    if (nodes.size() > maxNodes) {
      throw Refusal.tooLarge("The archive has more than " + maxNodes + " entries.");
    }
  }

  SortedMap<String, Node> nodes() {
    return Collections.unmodifiableSortedMap(nodes);
  }

  long bytes() {
    return nodes.values().stream().mapToLong(n -> n instanceof Node.File f ? f.bytes() : 0).sum();
  }

  boolean hasFiles() {
    return nodes.values().stream().anyMatch(node -> node instanceof Node.File);
  }

  /**
   * Makes sure that every link stays inside, by walking it as the system would: what looks inside
   * by its text can still go up from where another link has led.
   */
  void requireLinksInside() {
    nodes.forEach(
        (path, node) -> {
          if (node instanceof Node.Link link) {
            requireInside(path, link.target());
          }
        });
  }

  private void requireInside(String path, String target) {
    Deque<String> todo = new ArrayDeque<>(Arrays.asList(target.split("/", -1)));
    String at = parent(path);
    int links = 0;
    while (!todo.isEmpty()) {
      String part = todo.pop();
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (part.equals("..")) {
        if (at.isEmpty()) {
          throw Refusal.unsafe(path, "is a link that leaves the archive");
        }
        at = parent(at);
        continue;
      }
      at = at.isEmpty() ? part : at + "/" + part;
      if (nodes.get(at) instanceof Node.Link next) {
        if (++links > MAX_LINKS) {
          throw Refusal.unsafe(path, "is a link that leads in circles");
        }
        at = parent(at);
        String[] parts = next.target().split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
          todo.push(parts[i]);
        }
      }
    }
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** {@code sha256:} and hex digits over kinds, paths, executable bits, contents and targets. */
  String digest() {
    MessageDigest sha = Digests.sha256();
    nodes.forEach(
        (path, node) -> {
          if (node instanceof Node.File file) {
            add(sha, file.executable() ? "executable" : "file", path, file.sha256());
          } else if (node instanceof Node.Link link) {
            add(sha, "link", path, link.target());
          } else {
            add(sha, "folder", path, "");
          }
        });
    return "sha256:" + HexFormat.of().formatHex(sha.digest());
  }

  /** No text has a NUL, so that no two lists of texts give the same bytes. */
  private static void add(MessageDigest sha, String... texts) {
    for (String text : texts) {
      sha.update(text.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
    }
  }
}
