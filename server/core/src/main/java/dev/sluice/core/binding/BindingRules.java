package dev.sluice.core.binding;

import dev.sluice.api.BindingSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.access.Caller;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.option.KnownKinds;
import dev.sluice.core.option.OptionRules;
import dev.sluice.core.option.Value;
import dev.sluice.spi.binding.BindingKind;
import dev.sluice.spi.binding.Direction;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes valid bindings out of what callers ask for. Thread-safe. */
public final class BindingRules {
  private static final int MOST = 20;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  private final KnownKinds<BindingKind> kinds;
  private final OptionRules options;
  private final NetworkPolicy network;

  BindingRules(KnownKinds<BindingKind> kinds, OptionRules options, NetworkPolicy network) {
    this.kinds = kinds;
    this.options = options;
    this.network = network;
  }

  /** The kinds that a binding can be of. */
  public Collection<BindingKind> kinds() {
    return kinds.all();
  }

  /**
   * Checks that a caller may have these: the server itself connects, from within the host's
   * network.
   *
   * @throws SluiceException {@code NETWORK_NOT_ALLOWED}
   */
  public void requireAllowed(Caller caller, @Nullable List<BindingSpec> given) {
    if (given == null || caller.admin()) {
      return;
    }
    for (BindingSpec spec : given) {
      BindingKind kind = spec.kind() == null ? null : kinds.find(spec.kind());
      if (kind != null && kind.connects()) {
        network.require(caller.namespace(), Network.HOST);
      }
    }
  }

  /**
   * The bindings that are asked for, in their order.
   *
   * @throws SluiceException {@code INVALID_BINDING}, {@code UNKNOWN_BINDING_KIND}, {@code
   *     SECRET_NOT_FOUND}
   */
  public List<Binding> make(String namespace, List<BindingSpec> given) {
    if (given.size() > MOST) {
      throw invalid("There are " + given.size() + " bindings.", "Use at most " + MOST + ".");
    }
    Set<String> names = new HashSet<>();
    List<Binding> made = new ArrayList<>();
    for (BindingSpec spec : given) {
      Binding binding = make(namespace, spec);
      if (!names.add(binding.name())) {
        throw invalid(
            "There are two bindings '" + binding.name() + "'.", "Give each its own name.");
      }
      made.add(binding);
    }
    return made;
  }

  private Binding make(String namespace, BindingSpec spec) {
    String name = spec.name();
    if (name == null || !NAME.matcher(name).matches()) {
      throw invalid(
          name == null
              ? "A binding has no name."
              : "The name '" + Text.shorten(name, 80) + "' of a binding is not valid.",
          "It has letters, digits and underscores, at most 63, and no digit at its beginning.");
    }
    Direction direction = direction(name, spec.direction());
    BindingKind kind = kinds.require(spec.kind());
    try {
      Map<String, Value> said =
          options.make(new DirectedKind(kind, direction), namespace, name, spec.options());
      return new Binding(name, kind.name(), direction, said);
    } catch (SluiceException e) {
      throw new SluiceException(
          e.code(), "The binding '" + name + "': " + e.getMessage(), e.hint(), e);
    }
  }

  private static Direction direction(String name, @Nullable String word) {
    if ("in".equals(word)) {
      return Direction.IN;
    }
    if ("out".equals(word)) {
      return Direction.OUT;
    }
    throw invalid(
        "The binding '"
            + name
            + "' has "
            + (word == null ? "no direction." : "the direction '" + Text.shorten(word, 80) + "'."),
        "It is 'in', read before the function runs, or 'out', written after it.");
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_BINDING, detail, hint);
  }
}
