package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.flow.jq.ExpressionText;
import dev.sluice.flow.jq.InvalidExpressionException;
import dev.sluice.flow.jq.JqExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A value with expressions in it, compiled. Immutable; thread-safe. */
sealed interface Template {
  /** The value, with what its expressions give. */
  JsonNode fill(Data data);

  /** The same for people and histories: what is made of secrets stands as it was written. */
  Template shown();

  /**
   * Compiles texts of the form <code>${ }</code>, wherever they are.
   *
   * @param pointer where the value is in the definition
   */
  static Template of(JsonNode value, String pointer) throws InvalidDefinitionException {
    if (value.isTextual()) {
      String inside = ExpressionText.inside(value.textValue()).orElse(null);
      return inside == null ? new Fixed(value) : new Computed(compile(inside, pointer));
    }
    if (value.isArray()) {
      List<Template> parts = new ArrayList<>();
      for (int i = 0; i < value.size(); i++) {
        parts.add(of(value.get(i), pointer + "/" + i));
      }
      return fixed(parts) ? new Fixed(value) : new Items(List.copyOf(parts));
    }
    if (value.isObject()) {
      List<Member> members = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        Template part = of(field.getValue(), pointer + "/" + field.getKey());
        members.add(new Member(field.getKey(), part));
      }
      return fixed(members.stream().map(Member::value).toList())
          ? new Fixed(value)
          : new Members(List.copyOf(members));
    }
    return new Fixed(value);
  }

  /** Compiles a text that is an expression, with <code>${ }</code> or without; or a value. */
  static Template expression(JsonNode value, String pointer) throws InvalidDefinitionException {
    return value.isTextual()
        ? new Computed(compile(ExpressionText.of(value.textValue()), pointer))
        : of(value, pointer);
  }

  static JqExpression compile(String text, String pointer) throws InvalidDefinitionException {
    try {
      return JqExpression.compile(text);
    } catch (InvalidExpressionException e) {
      throw new InvalidDefinitionException(pointer, "the expression is no jq: " + e.getMessage());
    }
  }

  private static boolean fixed(List<Template> parts) {
    return parts.stream().allMatch(part -> part instanceof Fixed);
  }

  /** No expression is in it. */
  record Fixed(JsonNode value) implements Template {
    @Override
    public JsonNode fill(Data data) {
      return value;
    }

    @Override
    public Template shown() {
      return this;
    }
  }

  /** It is an expression. */
  record Computed(JqExpression expression) implements Template {
    @Override
    public JsonNode fill(Data data) {
      return data.evaluate(expression);
    }

    @Override
    public Template shown() {
      return expression.variables().contains("secrets")
          ? new Fixed(TextNode.valueOf("${ " + expression + " }"))
          : this;
    }
  }

  /** An array. */
  record Items(List<Template> items) implements Template {
    @Override
    public JsonNode fill(Data data) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> array.add(item.fill(data)));
      return array;
    }

    @Override
    public Template shown() {
      return new Items(items.stream().map(Template::shown).toList());
    }
  }

  /** A part of an object. */
  record Member(String name, Template value) {}

  /** An object. */
  record Members(List<Member> members) implements Template {
    @Override
    public JsonNode fill(Data data) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      members.forEach(member -> object.set(member.name, member.value.fill(data)));
      return object;
    }

    @Override
    public Template shown() {
      return new Members(
          members.stream().map(one -> new Member(one.name, one.value.shown())).toList());
    }
  }
}
