package dev.sluice.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * The smallest function of a language.
 *
 * @param text all of its code
 */
record Hello(String handler, String text) {

  /** The one of a runtime; null when there is none. */
  static @Nullable Hello in(String runtime) {
    return switch (runtime) {
      case "python3" ->
          new Hello("main.handler", "def handler(event, context):\n    return 'hello'\n");
      case "nodejs" -> new Hello("index.handler", "exports.handler = async () => 'hello';\n");
      case "java" ->
          new Hello(
              "Hello::handle",
              "public class Hello {\n  public String handle() { return \"hello\"; }\n}\n");
      case "provided" ->
          new Hello(
              "bootstrap",
              """
              #!/bin/sh
              api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
              while true; do
                id=$(curl -sS -o /dev/null -D - "$api/next" |
                  sed -n 's/^Lambda-Runtime-Aws-Request-Id: *\\([^\\r]*\\).*/\\1/ip')
                curl -sS -o /dev/null -d '"hello"' "$api/$id/response"
              done
              """);
      default -> null;
    };
  }
}
