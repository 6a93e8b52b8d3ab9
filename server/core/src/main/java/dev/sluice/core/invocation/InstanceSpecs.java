package dev.sluice.core.invocation;

import dev.sluice.core.code.CodeStore;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.PlatformValue;
import dev.sluice.core.function.ValueFrom;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.role.Role.Deed;
import dev.sluice.core.role.RoleService;
import dev.sluice.core.secret.SecretService;
import dev.sluice.spi.sandbox.InstanceSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Says what starts an instance, with the values that are looked up only then. Thread-safe. */
public final class InstanceSpecs {
  private final CodeStore code;
  private final SecretService secrets;
  private final RoleService roles;
  private final Redactions redactions;

  /**
   * Looks values up in these.
   *
   * @param redactions is told of secrets that an instance gets
   */
  public InstanceSpecs(
      CodeStore code, SecretService secrets, RoleService roles, Redactions redactions) {
    this.code = code;
    this.secrets = secrets;
    this.roles = roles;
    this.redactions = redactions;
  }

  /** Adds one who is told which versions have instances with a value that is not the last one. */
  void onOutdated(Consumer<Predicate<InstanceKey>> listener) {
    secrets.onChange(
        (namespace, secret) ->
            listener.accept(
                key -> key.namespace().equals(namespace) && key.definition().uses(secret)));
    roles.onChange(
        (namespace, role) ->
            listener.accept(
                key ->
                    key.namespace().equals(namespace)
                        && role.equals(key.definition().role())
                        && !key.definition().environmentFrom().isEmpty()));
  }

  /**
   * What starts an instance of this version.
   *
   * @throws dev.sluice.core.SluiceException {@code SECRET_NOT_FOUND}
   */
  InstanceSpec of(InstanceKey key) {
    Definition definition = key.definition();
    if (definition.environmentFrom().isEmpty()) {
      return key.spec(code, definition.environment());
    }
    Map<String, String> environment = new HashMap<>(definition.environment());
    definition
        .environmentFrom()
        .forEach((variable, from) -> environment.put(variable, value(key, from)));
    return key.spec(code, environment);
  }

  private String value(InstanceKey key, ValueFrom from) {
    if (from.kind() == ValueFrom.Kind.SECRET) {
      String role = key.definition().role();
      if (role != null) {
        roles.require(
            key.namespace(), role, key.function(), new Deed(Deed.Kind.SECRET, from.name()));
      }
      String value = secrets.value(key.namespace(), from.name());
      redactions.add(key, value);
      return value;
    }
    return platform(key, PlatformValue.of(from.name()).orElseThrow());
  }

  private static String platform(InstanceKey key, PlatformValue value) {
    Definition definition = key.definition();
    return switch (value) {
      case FUNCTION -> key.function();
      case VERSION -> key.version();
      case NAMESPACE -> key.namespace();
      case MEMORY -> Integer.toString(definition.memoryMiB());
      case CPUS -> plain(definition.cpus());
      case TIMEOUT -> plain(definition.timeout().toMillis() / 1000.0);
    };
  }

  /** 2 and not 2.0. */
  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
