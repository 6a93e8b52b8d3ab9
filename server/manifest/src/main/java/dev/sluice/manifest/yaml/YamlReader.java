package dev.sluice.manifest.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2, and so JSON, into sections that know their places. */
public final class YamlReader {
  /** Twice what the server takes as inline code, and more than anybody writes. */
  private static final int MOST_CHARACTERS = 16 << 20;

  private YamlReader() {}

  /**
   * The documents of a file; empty ones are left out.
   *
   * @param file what people call it
   * @param problems gets what is no YAML, or no mapping
   */
  public static List<Section> read(String file, String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setCodePointLimit(MOST_CHARACTERS)
            // The library fails where a surrogate pair lies across the end of its buffer.
            .setBufferSize(Math.max(1024, text.length() + 2))
            .build();
    List<Section> documents = new ArrayList<>();
    try {
      for (Node root : new Compose(settings).composeAllFromReader(new StringReader(text))) {
        if (root instanceof MappingNode mapping) {
          documents.add(new Section(mapping, place(root, file), "", problems));
        } else if (!isNull(root)) {
          problems.add(place(root, file), "the document is no mapping of keys to values");
        }
      }
    } catch (MarkedYamlEngineException e) {
      Place place = e.getProblemMark().map(mark -> place(mark, file)).orElse(new Place(file, 1, 1));
      problems.add(place, "this is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      problems.add(file + ": this is no YAML: " + Objects.toString(e.getMessage(), "unreadable"));
    }
    return documents;
  }

  static boolean isNull(Node node) {
    return node.getNodeType() == NodeType.SCALAR
        && node.getTag().equals(Tag.NULL)
        && ((ScalarNode) node).isPlain();
  }

  static Place place(Node node, String file) {
    Optional<Mark> start = node.getStartMark();
    return start.map(mark -> place(mark, file)).orElse(new Place(file, 1, 1));
  }

  private static Place place(Mark mark, String file) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
