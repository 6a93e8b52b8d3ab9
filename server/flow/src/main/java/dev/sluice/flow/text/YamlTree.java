package dev.sluice.flow.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 by its core schema into nodes, from the library's events: these have the places of
 * aliases and of empty values, and cost no memory. Not thread-safe.
 */
final class YamlTree {
  private final String text;
  private final Offsets offsets;
  private final YamlScalars scalars = new YamlScalars();
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<Anchor, Named> named = new HashMap<>();
  private @Nullable Node root;
  private int documents;
  private long repeated;

  private YamlTree(String text) {
    this.text = text;
    this.offsets = new Offsets(text);
  }

  /** The root; an empty scalar for a file with nothing in it. */
  static Node read(String text) throws SyntaxException {
    YamlTree reader = new YamlTree(text);
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(Limits.BYTES + 1)
            // The library fails where a surrogate pair lies across the end of its buffer.
            .setBufferSize(Math.max(1024, text.length() + 2))
            .build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        reader.add(event);
      }
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      int offset = mark == null ? 0 : Math.min(reader.offset(mark), text.length());
      throw new SyntaxException(ProblemCode.SYNTAX, offset, "this is no YAML: " + e.getProblem());
    } catch (ReaderException e) {
      int offset = reader.offsets.of(Math.max(0, e.getPosition()));
      throw new SyntaxException(
          ProblemCode.SYNTAX,
          Math.min(offset, text.length()),
          "this is no YAML: a character that cannot be printed; write an escape in double quotes");
    } catch (YamlEngineException e) {
      String message = Objects.requireNonNullElse(e.getMessage(), "unreadable");
      throw new SyntaxException(ProblemCode.SYNTAX, 0, "this is no YAML: " + message);
    }
    Node root = reader.root;
    Span nothing = new Span(text.length(), text.length());
    return root != null
        ? root
        : new ScalarNode(nothing, nothing.start(), "", ScalarType.NULL, ScalarStyle.PLAIN);
  }

  private void add(Event event) throws SyntaxException {
    switch (event.getEventId()) {
      case DocumentStart -> {
        if (++documents > 1) {
          throw new SyntaxException(
              ProblemCode.SEVERAL_DOCUMENTS,
              start(event),
              "a second document starts here; a workflow is one document in one file");
        }
      }
      case MappingStart, SequenceStart -> open((CollectionStartEvent) event);
      case MappingEnd, SequenceEnd -> close(event);
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias((AliasEvent) event);
      default -> {
        // Streams, ends of documents: nothing is written there.
      }
    }
  }

  private void open(CollectionStartEvent event) throws SyntaxException {
    int from = start(event);
    if (open.size() >= Limits.DEPTH) {
      throw SyntaxException.tooDeep(from);
    }
    boolean map = event instanceof MappingStartEvent;
    scalars.checkTag(event.getTag(), map ? "map" : "seq", from);
    event.getAnchor().ifPresent(named::remove);
    open.push(new Open(map, from, event.isFlow(), event.getAnchor().orElse(null)));
  }

  private void close(Event event) throws SyntaxException {
    Open done = open.pop();
    int start = done.flow ? contentStart(done.from) : done.firstStart(contentStart(done.from));
    int end = done.flow ? end(event) : Math.max(start, done.lastEnd);
    Span span = new Span(start, end);
    Node node =
        done.map
            ? new MapNode(span, done.from, done.flow, done.entries)
            : new ListNode(span, done.from, done.flow, done.items);
    put(node, done.nodes + 1, done.height + 1, done.anchor);
  }

  private void scalar(ScalarEvent event) throws SyntaxException {
    int from = start(event);
    int end = end(event);
    int start = Math.min(contentStart(from), Math.max(from, end));
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    ScalarNode node = scalars.node(event, new Span(start, Math.max(start, end)), from);
    put(node, 1, 0, event.getAnchor().orElse(null));
  }

  private void alias(AliasEvent event) throws SyntaxException {
    int start = start(event);
    Named target = named.get(event.getAlias());
    if (target == null) {
      throw new SyntaxException(
          ProblemCode.SYNTAX,
          start,
          "the alias *"
              + event.getAlias().getValue()
              + " names nothing that is complete before it");
    }
    repeated += target.nodes;
    if (repeated > Limits.REPEATED_NODES) {
      throw new SyntaxException(
          ProblemCode.TOO_LARGE,
          start,
          "aliases repeat more than " + Limits.REPEATED_NODES + " nodes");
    }
    if (open.size() + target.height > Limits.DEPTH) {
      throw SyntaxException.tooDeep(start);
    }
    put(new AliasNode(new Span(start, end(event)), target.node), target.nodes, target.height, null);
  }

  private void put(Node node, long nodes, int height, @Nullable Anchor anchor)
      throws SyntaxException {
    if (anchor != null) {
      named.put(anchor, new Named(node, nodes, height));
    }
    Open parent = open.peek();
    if (parent == null) {
      root = node;
    } else {
      parent.add(node, nodes, height);
    }
  }

  private int start(Event event) {
    return offset(event.getStartMark().orElseThrow());
  }

  private int end(Event event) {
    return offset(event.getEndMark().orElseThrow());
  }

  private int offset(Mark mark) {
    return offsets.of(mark.getIndex());
  }

  /** Where a node starts behind its anchor and its tag, and what stands between them. */
  private int contentStart(int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
      while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      at = TextScan.skipBlank(text, at);
    }
    return at;
  }

  /** What an anchor names. */
  private record Named(Node node, long nodes, int height) {}

  /** A map or list that is not at its end. */
  private static final class Open {
    private final boolean map;
    private final int from;
    private final boolean flow;
    private final @Nullable Anchor anchor;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Node> items = new ArrayList<>();
    private @Nullable ScalarNode key;
    private int lastEnd;
    private long nodes;
    private int height;

    Open(boolean map, int from, boolean flow, @Nullable Anchor anchor) {
      this.map = map;
      this.from = from;
      this.flow = flow;
      this.anchor = anchor;
    }

    void add(Node node, long size, int high) throws SyntaxException {
      lastEnd = Math.max(lastEnd, node.span().end());
      nodes += size;
      height = Math.max(height, high + 1);
      if (!map) {
        items.add(node);
      } else if (key != null) {
        entries.add(new Entry(key, node));
        key = null;
      } else if (node instanceof ScalarNode scalar) {
        key = scalar;
      } else {
        throw new SyntaxException(ProblemCode.SYNTAX, node.from(), "a key is text");
      }
    }

    int firstStart(int content) {
      return map && !entries.isEmpty() ? entries.get(0).key().from() : content;
    }
  }
}
