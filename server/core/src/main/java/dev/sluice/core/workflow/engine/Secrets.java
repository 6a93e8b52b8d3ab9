package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where secrets may be used: in arguments of calls and in what authenticates them. Whatever else an
 * expression gives is in the history, which many may read.
 */
final class Secrets {
  private static final Pattern USED = Pattern.compile("\\$secrets\\b(?:\\.([A-Za-z_]\\w*))?");

  private final Set<String> declared = new HashSet<>();

  private Secrets(JsonNode definition) {
    definition.path("use").path("secrets").forEach(name -> declared.add(name.asText()));
  }

  static void check(JsonNode definition) throws InvalidDefinitionException {
    new Secrets(definition).check(definition, "", false);
  }

  private void check(JsonNode value, String pointer, boolean allowed)
      throws InvalidDefinitionException {
    if (value.isTextual()) {
      check(value.textValue(), pointer, allowed);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(value.get(i), pointer + "/" + i, allowed);
      }
    } else {
      for (Map.Entry<String, JsonNode> one : value.properties()) {
        boolean arguments = value.path("call").isTextual() && one.getKey().equals("with");
        boolean authentications = pointer.equals("/use") && one.getKey().equals("authentications");
        check(
            one.getValue(), pointer + "/" + one.getKey(), allowed || arguments || authentications);
      }
    }
  }

  private void check(String text, String pointer, boolean allowed)
      throws InvalidDefinitionException {
    Matcher used = USED.matcher(text);
    while (used.find()) {
      if (!allowed) {
        throw new InvalidDefinitionException(
            pointer,
            "secrets may be used in the 'with' of calls alone; elsewhere they would be in the"
                + " history");
      }
      String name = used.group(1);
      if (name != null && !declared.contains(name)) {
        throw new InvalidDefinitionException(
            pointer, "the secret " + name + " is not among those of use/secrets");
      }
    }
  }
}
