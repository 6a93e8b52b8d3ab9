package dev.sluice.core.invocation;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.Qualifiers;
import dev.sluice.core.function.RoutingRule;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.function.VersionRecord;
import dev.sluice.core.function.Weights;
import dev.sluice.core.invocation.InvocationRecord.RoutedBy;
import dev.sluice.core.invocation.pool.InstanceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Finds what a qualifier means, drawing by the weights of an alias. Thread-safe. */
final class Router {
  private final FunctionCatalog catalog;
  private final DoubleSupplier draw;

  /**
   * A router.
   *
   * @param draw even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  Router(FunctionCatalog catalog, DoubleSupplier draw) {
    this.catalog = catalog;
    this.draw = draw;
  }

  /** The version that serves a call. */
  Route route(String namespace, String name, String qualifier, RoutingValues values) {
    FunctionCatalog.Entry entry = catalog.require(namespace, name);
    FunctionRecord function = entry.function();
    if (!function.enabled()) {
      throw new SluiceException(
          ErrorCode.FUNCTION_DISABLED,
          "The function '" + name + "' is disabled.",
          "Enable it to invoke it.");
    }
    if (qualifier.equals(Qualifiers.LATEST)) {
      return new Route(
          new InstanceKey(namespace, name, function.id(), Qualifiers.LATEST, function.definition()),
          RoutedBy.QUALIFIER);
    }
    RoutedBy by = RoutedBy.QUALIFIER;
    Integer number = Qualifiers.number(qualifier);
    if (number == null) {
      AliasRecord alias = entry.alias(qualifier);
      if (alias == null) {
        throw new SluiceException(
            ErrorCode.ALIAS_NOT_FOUND,
            "'" + name + "' has no version or alias '" + Text.shorten(qualifier, 80) + "'.",
            "Use 'latest', the number of a version, or one of its aliases.");
      }
      RoutingRule rule = alias.routing();
      String value = rule == null ? null : values.of(rule);
      if (alias.weights().size() == 1) {
        by = RoutedBy.ALIAS;
        number = alias.weights().firstKey();
      } else if (value != null) {
        by = RoutedBy.ROUTING_KEY;
        number = Weights.pick(alias.weights(), Weights.point(function.id(), alias.name(), value));
      } else {
        by = RoutedBy.WEIGHT;
        String stable = values.stable();
        number =
            Weights.pick(
                alias.weights(),
                stable == null
                    ? draw.getAsDouble()
                    : Weights.point(function.id(), alias.name(), stable));
      }
    }
    VersionRecord version = entry.version(number);
    if (version == null) {
      throw new SluiceException(
          ErrorCode.VERSION_NOT_FOUND,
          "'" + name + "' has no version " + number + ".",
          "List its versions to see their numbers.");
    }
    return new Route(
        new InstanceKey(
            namespace, name, function.id(), Integer.toString(number), version.definition()),
        by);
  }

  /** What the alias tells callers apart by, or null. */
  @Nullable String value(String namespace, String name, String qualifier, RoutingValues values) {
    FunctionCatalog.Entry entry = catalog.find(namespace, name);
    AliasRecord alias = entry == null ? null : entry.alias(qualifier);
    RoutingRule rule = alias == null ? null : alias.routing();
    return rule == null ? null : values.of(rule);
  }

  /** What serves calls that name no version: latest, and versions that an alias routes to. */
  List<InstanceKey> serving(String namespace, String name) {
    FunctionCatalog.Entry entry = catalog.find(namespace, name);
    if (entry == null || !entry.function().enabled()) {
      return List.of();
    }
    FunctionRecord function = entry.function();
    List<InstanceKey> keys = new ArrayList<>();
    keys.add(
        new InstanceKey(namespace, name, function.id(), Qualifiers.LATEST, function.definition()));
    Set<Integer> numbers = new TreeSet<>();
    entry.aliases().forEach(alias -> numbers.addAll(alias.weights().keySet()));
    for (Integer number : numbers) {
      VersionRecord version = entry.version(number);
      if (version != null) {
        keys.add(
            new InstanceKey(
                namespace, name, function.id(), number.toString(), version.definition()));
      }
    }
    return keys;
  }

  /** Whether instances of this key can still be asked for. */
  boolean isCurrent(InstanceKey key) {
    FunctionCatalog.Entry entry = catalog.find(key.namespace(), key.function());
    if (entry == null
        || !entry.function().id().equals(key.functionId())
        || !entry.function().enabled()) {
      return false;
    }
    Integer number = Qualifiers.number(key.version());
    return number == null
        ? entry.function().definition().equals(key.definition())
        : entry.version(number) != null;
  }
}
