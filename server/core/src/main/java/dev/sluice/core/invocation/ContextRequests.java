package dev.sluice.core.invocation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.binding.BindingException;
import dev.sluice.core.function.RoleRules;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.role.Role.Deed;
import dev.sluice.core.role.RoleService;
import dev.sluice.core.secret.SecretService;
import dev.sluice.core.trace.Trace;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives functions what they ask for through their context, where their role allows it. Thread-safe.
 */
public final class ContextRequests {
  /** Through how many functions a call may come. */
  static final int MOST_DEPTH = 16;

  /** How hosts call what was refused. */
  private static final String PLATFORM_ERROR = "PlatformError";

  private static final int MOST_CHARS = 500;
  private static final String TRIGGER = "function";
  private static final String JSON_TYPE = "application/json";

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
   * @return the value in JSON
   * @throws SluiceException where it is denied or fails
   */
  byte[] answer(Asker asker, byte[] question, Function<InvokeCommand, InvokeOutcome> invoke) {
    Question asked = Question.read(question);
    return switch (asked.ask()) {
      case "secret" -> secret(asker, asked.name());
      case "invoke" -> invoke(asker, asked, invoke);
      case "emit" -> emit(asker, asked.event());
      default -> throw Question.invalid("The question is not known.");
    };
  }

  private void require(Asker asker, Deed deed) {
    InstanceKey key = asker.key();
    roles.require(key.namespace(), key.definition().role(), key.function(), deed);
  }

  private byte[] secret(Asker asker, String name) {
    require(asker, new Deed(Deed.Kind.SECRET, name));
    String value = secrets.value(asker.key().namespace(), name);
    redactions.add(asker.key(), value);
    return text(value);
  }

  private byte[] invoke(
      Asker asker, Question asked, Function<InvokeCommand, InvokeOutcome> invoke) {
    String name = asked.name();
    require(asker, new Deed(Deed.Kind.INVOKE, name));
    int depth = deeper(asker);
    boolean waits = asked.waits();
    InvokeCommand command =
        new InvokeCommand(
            asker.key().namespace(),
            name,
            asked.qualifier(),
            new InvokeCommand.Event(
                bytes(Objects.requireNonNullElse(asked.event(), "null")),
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
      return text(outward().accept(command));
    }
    InvokeOutcome outcome = invoke.apply(command);
    InvocationRecord.Failure failure = outcome.record().failure();
    if (failure != null) {
      throw SluiceException.of(failure.code(), sentence(name, failure));
    }
    return content(outcome);
  }

  /** What the platform said to a function is passed on as it was, through however many. */
  private static String sentence(String name, InvocationRecord.Failure failure) {
    String message = Text.shorten(failure.message(), MOST_CHARS);
    return failure.type().equals(PLATFORM_ERROR)
        ? message
        : "The function '" + name + "' failed with " + failure.type() + ": " + message;
  }

  private byte[] emit(Asker asker, @Nullable String given) {
    if (given == null) {
      throw Question.invalid("The event is missing.");
    }
    InstanceKey key = asker.key();
    CloudEvent event =
        outward()
            .event(new Outward.Given(key.namespace(), key.function(), given, asker.trace().text()));
    require(asker, new Deed(Deed.Kind.EMIT, event.getType()));
    List<String> ids = outward().emit(key.namespace(), event, deeper(asker));
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    ids.forEach(answer::add);
    return bytes(answer.toString());
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] text(String text) {
    return bytes(JsonNodeFactory.instance.textNode(text).toString());
  }

  /** An answer that is no JSON comes as text, or as what bindings make of bytes. */
  private static byte[] content(InvokeOutcome outcome) {
    String type = outcome.contentType();
    byte[] body = outcome.body();
    boolean json = type.startsWith(JSON_TYPE);
    if (json && body.length == 0) {
      return bytes("null");
    }
    // A function may call anything JSON.
    if (json && Question.isAnswer(body)) {
      return body;
    }
    return json || type.startsWith("text/")
        ? text(new String(body, StandardCharsets.UTF_8))
        : bytes(JsonNodeFactory.instance.objectNode().put("base64", body).toString());
  }
}
