package dev.sluice.flow.validate;

import static dev.sluice.flow.validate.Shapes.ANY_MAP;
import static dev.sluice.flow.validate.Shapes.DATA;
import static dev.sluice.flow.validate.Shapes.EXPRESSION_ONLY;
import static dev.sluice.flow.validate.Shapes.FLAG;
import static dev.sluice.flow.validate.Shapes.PLAIN;
import static dev.sluice.flow.validate.Shapes.TEXT;
import static dev.sluice.flow.validate.Shapes.WHOLE;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ProblemCode;
import dev.sluice.flow.text.ScalarNode;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;

/** What calls are given, by what they call. */
final class CallShapes {
  private static final Shape RESULT = Shapes.oneOf("raw", "content", "response");
  private static final Shape TEXTS = Shapes.named(TEXT);
  private static final Shape TEXTS_OR_EXPRESSION = Shapes.textOr(EXPRESSION_ONLY, TEXTS);
  private static final Shape AUTHENTICATION = AuthenticationShapes.REFERENCE_OR_POLICY;
  private static final Pattern HOST =
      Pattern.compile("^[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,61}[a-zA-Z0-9])?\\z");

  private static final MapShape HTTP =
      new MapShape("an HTTP call")
          .must("method", TEXT)
          .must("endpoint", CommonShapes.ENDPOINT)
          .may("headers", TEXTS_OR_EXPRESSION)
          .may("body", DATA)
          .may("query", TEXTS_OR_EXPRESSION)
          .may("output", RESULT)
          .may("redirect", FLAG);

  private static final MapShape OPENAPI =
      new MapShape("an OpenAPI call")
          .must("document", CommonShapes.RESOURCE)
          .must("operationId", TEXT)
          .may("parameters", ANY_MAP)
          .may("authentication", AUTHENTICATION)
          .may("output", RESULT)
          .may("redirect", FLAG);

  private static final MapShape GRPC =
      new MapShape("a gRPC call")
          .must("proto", CommonShapes.RESOURCE)
          .must(
              "service",
              new MapShape("a gRPC service")
                  .must("name", TEXT)
                  .must("host", Shapes.pattern(HOST, ProblemCode.INVALID_NAME, "name of a host"))
                  .may("port", CallShapes::port)
                  .may("authentication", AUTHENTICATION))
          .must("method", TEXT)
          .may("arguments", ANY_MAP);

  private static final Shape MESSAGE =
      new MapShape("a message").may("payload", ANY_MAP).may("headers", ANY_MAP);

  private static final Shape SUBSCRIPTION =
      new MapShape("a subscription")
          .may("filter", EXPRESSION_ONLY)
          .must(
              "consume",
              new MapShape("a consumption")
                  .may("for", CommonShapes.DURATION)
                  .may("amount", WHOLE)
                  .may("while", EXPRESSION_ONLY)
                  .may("until", EXPRESSION_ONLY)
                  .oneOf("amount", "while", "until"))
          .may("foreach", EventShapes.ITERATOR);

  private static final MapShape ASYNCAPI =
      new MapShape("an AsyncAPI call")
          .must("document", CommonShapes.RESOURCE)
          .may("channel", TEXT)
          .may("operation", TEXT)
          .may("server", new MapShape("a server").must("name", TEXT).may("variables", ANY_MAP))
          .may(
              "protocol",
              Shapes.oneOf(
                  "amqp",
                  "amqp1",
                  "anypointmq",
                  "googlepubsub",
                  "http",
                  "ibmmq",
                  "jms",
                  "kafka",
                  "mercure",
                  "mqtt",
                  "mqtt5",
                  "nats",
                  "pulsar",
                  "redis",
                  "sns",
                  "solace",
                  "sqs",
                  "stomp",
                  "ws"))
          .may("message", MESSAGE)
          .may("subscription", SUBSCRIPTION)
          .may("authentication", AUTHENTICATION)
          .oneOf("operation", "channel")
          .oneOf("message", "subscription");

  private static final MapShape A2A =
      new MapShape("an A2A call")
          .may("agentCard", CommonShapes.RESOURCE)
          .may("server", CommonShapes.ENDPOINT)
          .must(
              "method",
              Shapes.oneOf(
                  "message/send",
                  "message/stream",
                  "tasks/get",
                  "tasks/list",
                  "tasks/cancel",
                  "tasks/resubscribe",
                  "tasks/pushNotificationConfig/set",
                  "tasks/pushNotificationConfig/get",
                  "tasks/pushNotificationConfig/list",
                  "tasks/pushNotificationConfig/delete",
                  "agent/getAuthenticatedExtendedCard"))
          .may(
              "parameters",
              Shapes.textOr(TEXT, new MapShape("a set of parameters").open().notEmpty()));

  private static final MapShape MCP =
      new MapShape("an MCP call")
          .may("protocolVersion", TEXT)
          .must(
              "method",
              Shapes.oneOf(
                  "tools/list",
                  "tools/call",
                  "prompts/list",
                  "prompts/get",
                  "resources/list",
                  "resources/read",
                  "resources/templates/list"))
          .may("parameters", Shapes.textOr(TEXT, ANY_MAP))
          .may("timeout", CommonShapes.DURATION)
          .must(
              "transport",
              new MapShape("a transport")
                  .may(
                      "http",
                      new MapShape("an HTTP transport")
                          .must("endpoint", CommonShapes.ENDPOINT)
                          .may("headers", TEXTS)
                          .open())
                  .may(
                      "stdio",
                      new MapShape("a transport by standard streams")
                          .must("command", TEXT)
                          .may("arguments", Shapes.list(TEXT))
                          .may("environment", TEXTS)
                          .open())
                  .may("options", TEXTS)
                  .oneOf("http", "stdio")
                  .open())
          .may(
              "client",
              new MapShape("a client")
                  .must("name", PLAIN)
                  .must("version", Shapes.ANY)
                  .may("description", PLAIN)
                  .open())
          .open();

  /** The protocols that are called by their own keys. */
  static final Map<String, MapShape> PROTOCOLS =
      Map.of(
          "http", HTTP,
          "openapi", OPENAPI,
          "grpc", GRPC,
          "asyncapi", ASYNCAPI,
          "a2a", A2A,
          "mcp", MCP);

  private static final Pattern CATALOGED = Pattern.compile("^[^:@]+(?::[^@]+)?@(.+)$");

  private CallShapes() {}

  /** Looks up what is called by a name: a function of the document, a catalog or the platform. */
  static void function(ScalarNode name, MapNode task, Path path, Report report) {
    String called = name.value();
    if (report.definitions().of(Definitions.Kind.FUNCTION).contains(called)
        || called.contains("://")
        || Shapes.isExpression(called)) {
      return;
    }
    var cataloged = CATALOGED.matcher(called);
    if (cataloged.matches()) {
      String catalog = cataloged.group(1);
      if (!catalog.equals("default")
          && !report.definitions().of(Definitions.Kind.CATALOG).contains(catalog)) {
        String sentence = "there is no catalog '" + catalog + "'; define it under 'use.catalogs'";
        report.add(ProblemCode.UNDEFINED_REFERENCE, name, path.key("call"), sentence);
      }
      return;
    }
    Functions functions = report.functions();
    if (functions == null) {
      return;
    }
    if (!functions.has(called)) {
      report.add(
          ProblemCode.UNKNOWN_FUNCTION,
          name,
          path.key("call"),
          "there is no function '" + called + "'",
          Nearest.hint(
              called,
              report.definitions().of(Definitions.Kind.FUNCTION),
              "; deploy it, or define it under 'use.functions'"));
      return;
    }
    qualifier(called, task, path, functions, report);
  }

  private static void qualifier(
      String called, MapNode task, Path path, Functions functions, Report report) {
    MapNode with = task.map("with");
    Node node = with == null ? null : with.get("qualifier");
    if (node instanceof ScalarNode qualifier
        && !Shapes.isExpression(qualifier.value())
        && !functions.has(called, qualifier.value())) {
      String sentence =
          "the function '" + called + "' has no version or alias '" + qualifier.value() + "'";
      Path own = path.key("with").key("qualifier");
      report.add(ProblemCode.UNKNOWN_QUALIFIER, qualifier, own, sentence);
    }
  }

  private static void port(Node node, Path path, Report report) {
    ScalarNode whole = Shapes.whole(node, path, report);
    if (whole == null) {
      return;
    }
    BigInteger port = BigInteger.valueOf(-1);
    try {
      port = whole.integer();
    } catch (ArithmeticException e) {
      // Too large for any port.
    }
    if (port.signum() < 0 || port.compareTo(BigInteger.valueOf(65535)) > 0) {
      report.add(ProblemCode.INVALID_VALUE, node, path, "a port is from 0 to 65535");
    }
  }
}
