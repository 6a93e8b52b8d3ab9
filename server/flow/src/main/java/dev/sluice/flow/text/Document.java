package dev.sluice.flow.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file as its text, and the tree of what is written in it. Saved unchanged it has the same bytes.
 * Immutable: an edit makes another document. Thread-safe.
 */
public final class Document {
  private static final char BOM = '\ufeff';

  private final String text;
  private final boolean bom;
  private final Syntax syntax;
  private final Node root;
  private final Lines lines;

  private Document(String text, boolean bom, Syntax syntax, Node root, Lines lines) {
    this.text = text;
    this.bom = bom;
    this.syntax = syntax;
    this.root = root;
    this.lines = lines;
  }

  /** Reads a file in UTF-8: JSON where it is that, else YAML 1.2. */
  public static Reading read(byte[] bytes) {
    if (bytes.length > Limits.BYTES) {
      String sentence = "the file has more than " + Limits.BYTES + " bytes";
      return refused(new Problem(ProblemCode.TOO_LARGE, sentence, "", Position.START));
    }
    CharBuffer characters = CharBuffer.allocate(bytes.length + 1);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), characters, true);
    String text = characters.flip().toString();
    if (result.isError()) {
      Position position = new Lines(text).position(text.length());
      String sentence = "this is no text in UTF-8; save it in that encoding";
      return refused(new Problem(ProblemCode.ENCODING, sentence, "", position));
    }
    return read(text);
  }

  /** As {@link #read(byte[])} for a text that may start with a byte order mark. */
  public static Reading read(String all) {
    boolean bom = all.indexOf(BOM) == 0;
    return read(bom ? all.substring(1) : all, bom);
  }

  private static Reading read(String text, boolean bom) {
    if (text.length() > Limits.BYTES) {
      String sentence = "the text has more than " + Limits.BYTES + " characters";
      return refused(new Problem(ProblemCode.TOO_LARGE, sentence, "", Position.START));
    }
    Lines lines = new Lines(text);
    SyntaxException noJson = null;
    if (TextScan.skipBlank(text, 0) < text.length() && isJsonLike(text)) {
      try {
        Node root = JsonTree.read(text);
        return new Reading(new Document(text, bom, Syntax.JSON, root, lines), List.of());
      } catch (SyntaxException e) {
        noJson = e;
      }
    }
    try {
      Node root = YamlTree.read(text);
      return new Reading(new Document(text, bom, Syntax.YAML, root, lines), List.of());
    } catch (SyntaxException e) {
      SyntaxException told = noJson == null ? e : noJson;
      Position position = lines.position(told.offset());
      String sentence = String.valueOf(told.getMessage());
      return refused(new Problem(told.code(), sentence, "", position));
    }
  }

  /** Whether it starts as JSON does, and YAML seldom: with a brace and a quote. */
  private static boolean isJsonLike(String text) {
    int at = TextScan.skipBlank(text, 0);
    char first = text.charAt(at);
    int next = TextScan.skipBlank(text, at + 1);
    boolean quoted = next < text.length() && "\"}]{[".indexOf(text.charAt(next)) >= 0;
    return (first == '{' || first == '[') && (quoted || next == text.length());
  }

  private static Reading refused(Problem problem) {
    return new Reading(null, List.of(problem));
  }

  /** The whole text, without a byte order mark. Offsets count from its start. */
  public String text() {
    return text;
  }

  public Syntax syntax() {
    return syntax;
  }

  /** The tree; an empty scalar when nothing is written. */
  public Node root() {
    return root;
  }

  /** The file: the very bytes that were read when nothing was edited. */
  public byte[] bytes() {
    return (bom ? BOM + text : text).getBytes(StandardCharsets.UTF_8);
  }

  /** The text of a part. */
  public String text(Span span) {
    return text.substring(span.start(), span.end());
  }

  /** Where people find an offset. */
  public Position position(int offset) {
    return lines.position(offset);
  }

  /** What ends its lines. */
  public String lineEnd() {
    return lines.lineEnd();
  }

  Lines lines() {
    return lines;
  }

  /**
   * The document with these parts replaced, in any order.
   *
   * @throws IllegalArgumentException when they overlap or lie outside the text
   */
  public Reading edit(List<TextEdit> edits) {
    return withText(TextEdit.apply(text, edits));
  }

  /** Another text in the same file: with its byte order mark, if it has one. */
  public Reading withText(String other) {
    return read(other, bom);
  }
}
