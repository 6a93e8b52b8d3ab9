package dev.sluice.e2e.binding;

import dev.sluice.api.BindingSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import dev.sluice.e2e.harness.Sources;
import java.util.List;
import java.util.Map;

/** Functions with bindings. */
final class Bound {
  private Bound() {}

  static BindingSpec in(String name, String kind, Map<String, Object> options) {
    return new BindingSpec(name, kind, "in", options);
  }

  static BindingSpec out(String name, String kind, Map<String, Object> options) {
    return new BindingSpec(name, kind, "out", options);
  }

  /** A secret as an option. */
  static Map<String, String> secret(String name) {
    return Map.of("secret", name);
  }

  static FunctionSpec python(String name, String body, BindingSpec... bindings) {
    return Sources.python(
            name, "def handler(event, context):\n    " + body.replace("\n", "\n    ") + "\n")
        .withBindings(List.of(bindings));
  }

  /** In one of three languages: answers what {@code in} read, and sets {@code out} where asked. */
  static FunctionSpec passing(String name, String language, boolean out, BindingSpec... bindings) {
    FunctionSpec spec =
        switch (language) {
          case "python3" ->
              Sources.python(
                  name,
                  "def handler(event, context):\n"
                      + (out ? "    context.bindings.copy = context.bindings['in_']\n" : "")
                      + "    return context.bindings.in_\n");
          case "nodejs" ->
              Sources.node(
                  name,
                  "exports.handler = async (event, context) => {\n"
                      + (out ? "  context.bindings.copy = context.bindings.in_;\n" : "")
                      + "  return context.bindings.in_;\n};\n");
          default ->
              new FunctionSpec(
                  name,
                  "java",
                  "Main::handle",
                  CodeSource.ofInline(
                      """
                      import java.util.Map;

                      public class Main {
                        @SuppressWarnings("unchecked")
                        public static Object handle(Object event, Map<String, Object> context) {
                          Map<String, Object> bindings = (Map<String, Object>) context.get("bindings");
                          %s
                          return bindings.get("in_");
                        }
                      }
                      """
                          .formatted(out ? "bindings.put(\"copy\", bindings.get(\"in_\"));" : "")),
                  256,
                  null,
                  null,
                  null,
                  null);
        };
    return spec.withBindings(List.of(bindings));
  }
}
