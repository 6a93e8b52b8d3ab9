package dev.sluice.core.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.binding.BindingException;
import dev.sluice.core.function.Qualifiers;
import dev.sluice.core.function.RoleRules;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.role.Role.Deed;
import dev.sluice.core.role.RoleService;
import dev.sluice.core.secret.SecretService;
import dev.sluice.core.trace.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives functions what they ask for through their context, where their role allows it. Thread-safe.
 */
public final class ContextRequests {
  /** Through how many functions a call may come. */
  static final int MOST_DEPTH = 16;

  private static final String TRIGGER = "function";
  private static final String JSON_TYPE = "application/json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RoleService roles;
  private final SecretService secrets;
  private final Redactions redactions;
  private volatile @Nullable Outward outward;

  /**
   * Looks into these.
   *
   * @param redactions is told of secrets that a function has read
   */
  public ContextRequests(RoleService roles, SecretService secrets, Redactions redactions) {
    this.roles = roles;
    this.secrets = secrets;
    this.redactions = redactions;
  }

  /** Has this take what nobody waits for; call it once, before anything is invoked. */
  public void to(Outward next) {
    outward = next;
  }

  /** Why the role of a function does not allow its bindings now; null where it does. */
  @Nullable BindingException denied(InstanceKey key) {
    try {
      RoleRules.requireBindings(roles, key.namespace(), key.function(), key.definition());
      return null;
    } catch (SluiceException e) {
      return new BindingException(e.code(), e.detail());
    }
  }

  /**
   * Who asks.
   *
   * @param depth of its own call
   * @param left what is left of its time
   */
  record Asker(InstanceKey key, Trace trace, int depth, Duration left) {}

  /**
   * Answers one question.
   *
   * @param invoke runs a function and waits for it
   * @return the value; a missing node for what makes no question
   * @throws SluiceException where it is denied or fails
   */
  JsonNode answer(Asker asker, byte[] question, Function<InvokeCommand, InvokeOutcome> invoke) {
    JsonNode asked;
    try {
      asked = JSON.readTree(question);
    } catch (IOException e) {
      throw invalid("The question is not JSON.");
    }
    return switch (asked.path("ask").asText()) {
      case "secret" -> secret(asker, name(asked));
      case "invoke" -> invoke(asker, name(asked), asked, invoke);
      case "emit" -> emit(asker, asked.path("event"));
      default -> throw invalid("The question is not known.");
    };
  }

  private static String name(JsonNode asked) {
    JsonNode name = asked.path("name");
    if (!name.isTextual() || name.asText().isEmpty()) {
      throw invalid("The name is no text.");
    }
    return name.asText();
  }

  private void require(Asker asker, Deed deed) {
    InstanceKey key = asker.key();
    roles.require(key.namespace(), key.definition().role(), key.function(), deed);
  }

  private JsonNode secret(Asker asker, String name) {
    require(asker, new Deed(Deed.Kind.SECRET, name));
    String value = secrets.value(asker.key().namespace(), name);
    redactions.add(asker.key(), value);
    return JsonNodeFactory.instance.textNode(value);
  }

  private JsonNode invoke(
      Asker asker, String name, JsonNode asked, Function<InvokeCommand, InvokeOutcome> invoke) {
    require(asker, new Deed(Deed.Kind.INVOKE, name));
    int depth = deeper(asker);
    String mode = asked.path("mode").asText("sync");
    if (!mode.equals("sync") && !mode.equals("async")) {
      throw invalid("The mode '" + Text.shorten(mode, 80) + "' is neither sync nor async.");
    }
    boolean waits = mode.equals("sync");
    InvokeCommand command =
        new InvokeCommand(
            asker.key().namespace(),
            name,
            asked.path("qualifier").asText(Qualifiers.LATEST),
            new InvokeCommand.Event(
                bytes(asked.path("event")),
                JSON_TYPE,
                null,
                null,
                RoutingValues.NONE,
                asker.trace().text()),
            TRIGGER,
            null,
            null,
            false,
            depth,
            waits ? asker.left() : null);
    if (!waits) {
      return JsonNodeFactory.instance.textNode(outward().accept(command));
    }
    InvokeOutcome outcome = invoke.apply(command);
    InvocationRecord.Failure failure = outcome.record().failure();
    if (failure != null) {
      throw SluiceException.of(
          failure.code(),
          "The function '"
              + name
              + "' failed with "
              + failure.type()
              + ": "
              + Text.shorten(failure.message(), 500));
    }
    return content(outcome);
  }

  private JsonNode emit(Asker asker, JsonNode event) {
    JsonNode type = event.path("type");
    if (!type.isTextual() || type.asText().isEmpty()) {
      throw invalid("The event is no object with a type.");
    }
    require(asker, new Deed(Deed.Kind.EMIT, type.asText()));
    int depth = deeper(asker);
    InstanceKey key = asker.key();
    return JSON.valueToTree(
        outward()
            .emit(
                new Outward.Emitted(
                    key.namespace(), key.function(), event, asker.trace().text(), depth)));
  }

  private static int deeper(Asker asker) {
    int depth = asker.depth() + 1;
    if (depth > MOST_DEPTH) {
      throw SluiceException.of(
          ErrorCode.RECURSION_LIMIT,
          "The call came through " + depth + " functions; it may be going in circles.");
    }
    return depth;
  }

  private Outward outward() {
    Outward known = outward;
    if (known == null) {
      throw SluiceException.shuttingDown();
    }
    return known;
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return node.isMissingNode()
          ? "null".getBytes(StandardCharsets.UTF_8)
          : JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree has no JSON", e);
    }
  }

  /** An answer that is no JSON comes as text, or as what bindings make of bytes. */
  private static JsonNode content(InvokeOutcome outcome) {
    String type = outcome.contentType();
    if (type.startsWith(JSON_TYPE)) {
      try {
        JsonNode tree = JSON.readTree(outcome.body());
        return tree.isMissingNode() ? JsonNodeFactory.instance.nullNode() : tree;
      } catch (IOException e) {
        // A function may call anything JSON.
        return text(outcome);
      }
    }
    if (type.startsWith("text/")) {
      return text(outcome);
    }
    ObjectNode bytes = JsonNodeFactory.instance.objectNode();
    bytes.put("base64", outcome.body());
    return bytes;
  }

  private static JsonNode text(InvokeOutcome outcome) {
    return JsonNodeFactory.instance.textNode(new String(outcome.body(), StandardCharsets.UTF_8));
  }

  private static SluiceException invalid(String detail) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, null);
  }
}
