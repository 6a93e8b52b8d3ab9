package dev.sluice.e2e.context;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import dev.sluice.e2e.harness.Sources;

/** Functions in the four runtimes that use their context. */
final class Speaking {
  private static final String JAVA =
      """
      import java.util.*;
      import java.util.function.*;

      public class Main {
        @SuppressWarnings("unchecked")
        public static Object handle(Object event, Map<String, Object> context) throws Exception {
      %s
        }
      }
      """;

  /** Calls {@code handler(event, id, headers)}, and {@code ask} speaks to the Runtime API. */
  private static final String PROVIDED =
      """
      #!/usr/bin/python3
      import http.client, json, os, sys
      connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
      def ask(method, path, body=None):
          connection.request(method, "/2018-06-01/runtime/invocation/" + path, body)
          response = connection.getresponse()
          return response.status, response.headers, response.read()
      def handler(event, id, headers):
      %s
      while True:
          _, headers, event = ask("GET", "next")
          id = headers["Lambda-Runtime-Aws-Request-Id"]
          ask("POST", id + "/response", json.dumps(handler(json.loads(event), id, headers)))
      """;

  private Speaking() {}

  static FunctionSpec python(String name, String body) {
    return Sources.python(name, "def handler(event, context):\n" + body.indent(4));
  }

  static FunctionSpec node(String name, String body) {
    return Sources.node(name, "exports.handler = async (event, context) => {\n" + body + "\n};\n");
  }

  static FunctionSpec java(String name, String body) {
    return new FunctionSpec(
        name,
        "java",
        "Main::handle",
        CodeSource.ofInline(JAVA.formatted(body.indent(4))),
        256,
        null,
        null,
        null,
        null);
  }

  /**
   * The body has {@code event}, {@code id}, {@code headers} and {@code ask(method, path, body)}.
   */
  static FunctionSpec provided(String name, String body) {
    return Sources.spec(name, "provided", CodeSource.ofInline(PROVIDED.formatted(body.indent(4))));
  }
}
