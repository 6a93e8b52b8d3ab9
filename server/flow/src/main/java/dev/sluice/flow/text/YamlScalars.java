package dev.sluice.flow.text;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/** What scalars mean by the core schema, with the tags that it has. */
final class YamlScalars {
  private static final String STANDARD = "tag:yaml.org,2002:";

  private final ScalarResolver resolver = new CoreScalarResolver(false);

  ScalarNode node(ScalarEvent event, Span span, int from) throws SyntaxException {
    return new ScalarNode(span, from, event.getValue(), type(event, from), style(event));
  }

  /**
   * Refuses tags that another schema defines.
   *
   * @param kind the standard tag of such a collection
   */
  void checkTag(Optional<String> tag, String kind, int from) throws SyntaxException {
    if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(STANDARD + kind)) {
      throw unknown(tag.get(), from);
    }
  }

  private ScalarType type(ScalarEvent event, int from) throws SyntaxException {
    if (event.getTag().isPresent() && !event.getTag().get().equals("!")) {
      return switch (event.getTag().get()) {
        case STANDARD + "str" -> ScalarType.STRING;
        case STANDARD + "null" -> ScalarType.NULL;
        case STANDARD + "bool", STANDARD + "int", STANDARD + "float" ->
            type(resolver.resolve(event.getValue(), true));
        default -> throw unknown(event.getTag().get(), from);
      };
    }
    boolean text = !event.isPlain() || event.getTag().isPresent();
    return text ? ScalarType.STRING : type(resolver.resolve(event.getValue(), true));
  }

  private static ScalarType type(Tag tag) {
    if (tag.equals(Tag.NULL)) {
      return ScalarType.NULL;
    }
    if (tag.equals(Tag.BOOL)) {
      return ScalarType.BOOLEAN;
    }
    if (tag.equals(Tag.INT)) {
      return ScalarType.INTEGER;
    }
    return tag.equals(Tag.FLOAT) ? ScalarType.NUMBER : ScalarType.STRING;
  }

  private static ScalarStyle style(ScalarEvent event) {
    return switch (event.getScalarStyle()) {
      case SINGLE_QUOTED -> ScalarStyle.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> ScalarStyle.DOUBLE_QUOTED;
      case LITERAL -> ScalarStyle.LITERAL;
      case FOLDED -> ScalarStyle.FOLDED;
      case PLAIN -> ScalarStyle.PLAIN;
    };
  }

  private static SyntaxException unknown(String tag, int from) {
    return new SyntaxException(
        ProblemCode.SYNTAX, from, "the tag " + tag + " means nothing here; leave it out");
  }
}
