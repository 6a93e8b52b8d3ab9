package dev.sluice.manifest.yaml;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes maps, lists, texts, numbers and booleans as YAML that people edit: texts as blocks. */
public final class YamlWriter {
  private YamlWriter() {}

  /** The value as one document; reading it gives the same. */
  public static String write(Map<String, ?> value) {
    DumpSettings settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(100)
            .setSplitLines(false)
            .build();
    Text text = new Text();
    new Dump(settings).dumpNode(node(value), text);
    return text.toString();
  }

  private static Node node(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<NodeTuple> entries = new ArrayList<>();
      map.forEach(
          (key, item) -> entries.add(new NodeTuple(scalar(Tag.STR, key.toString()), node(item))));
      return new MappingNode(Tag.MAP, entries, FlowStyle.BLOCK);
    }
    if (value instanceof List<?> list) {
      return new SequenceNode(
          Tag.SEQ, list.stream().map(YamlWriter::node).toList(), FlowStyle.BLOCK);
    }
    if (value instanceof Integer || value instanceof Long) {
      return scalar(Tag.INT, value.toString());
    }
    if (value instanceof Number) {
      return scalar(Tag.FLOAT, value.toString());
    }
    if (value instanceof Boolean) {
      return scalar(Tag.BOOL, value.toString());
    }
    String text = value.toString();
    return isBlock(text)
        ? new ScalarNode(Tag.STR, text, ScalarStyle.LITERAL)
        : scalar(Tag.STR, text);
  }

  private static ScalarNode scalar(Tag tag, String text) {
    boolean plain = text.indexOf('\n') < 0 && isPrintable(text);
    return new ScalarNode(tag, text, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
  }

  /**
   * Whether a block keeps the text as it is: lines that end with spaces would not be seen, and
   * other line ends or control characters would not come back.
   */
  private static boolean isBlock(String text) {
    return text.indexOf('\n') > 0
        && !text.startsWith(" ")
        && isPrintable(text)
        && text.lines().noneMatch(line -> line.endsWith(" ") || line.endsWith("\t"));
  }

  private static boolean isPrintable(String text) {
    return text.codePoints().allMatch(YamlWriter::isPrintable);
  }

  private static boolean isPrintable(int c) {
    boolean ascii = c == '\n' || c == '\t' || (c >= ' ' && c < 0x7f);
    boolean lineEnd = c == 0x2028 || c == 0x2029;
    boolean beyond = (c >= 0xa0 && c < 0xd800) || (c >= 0xe000 && c < 0xfeff) || c >= 0x10000;
    return ascii || (beyond && !lineEnd);
  }

  /** Text in memory. */
  private static final class Text implements StreamDataWriter {
    private final StringWriter out = new StringWriter();

    @Override
    public void write(String text) {
      out.write(text);
    }

    @Override
    public void write(String text, int offset, int length) {
      out.write(text, offset, length);
    }

    @Override
    public String toString() {
      return out.toString();
    }
  }
}
