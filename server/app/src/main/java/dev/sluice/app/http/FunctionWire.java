package dev.sluice.app.http;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.CodeInfo;
import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.RoutingKey;
import dev.sluice.api.VersionInfo;
import dev.sluice.core.code.CodeHome;
import dev.sluice.core.code.CodeOrigin.BuildWish;
import dev.sluice.core.code.CodeOrigin.Fetched;
import dev.sluice.core.code.StoredCode;
import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.AsyncPolicies;
import dev.sluice.core.function.CodeCheck;
import dev.sluice.core.function.CodeHomes;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.RoutingRule;
import dev.sluice.core.function.ValueFrom;
import dev.sluice.core.function.VersionRecord;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Functions, versions and aliases as the wire shows them. */
final class FunctionWire {
  private FunctionWire() {}

  static FunctionInfo function(FunctionRecord function) {
    return function(function, null);
  }

  /** The same with how looking for other code went last, where it is fetched. */
  static FunctionInfo function(FunctionRecord function, @Nullable CodeCheck check) {
    Definition is = function.definition();
    return new FunctionInfo(
        function.id(),
        function.namespace(),
        function.name(),
        function.description(),
        is.runtime(),
        is.handler(),
        code(is.code(), check),
        is.memoryMiB(),
        is.cpus(),
        network(is),
        seconds(is),
        is.scaling().minInstances(),
        is.scaling().maxInstances(),
        is.scaling().instanceConcurrency(),
        new TreeMap<>(is.environment()),
        ValueFrom.sources(is.environmentFrom()),
        AsyncPolicies.spec(is.async()),
        BindingWire.specs(is.bindings()),
        is.role(),
        is.logRetentionDays(),
        new TreeMap<>(function.labels()),
        function.enabled() ? "enabled" : "disabled",
        function.lastVersion() == 0 ? null : function.lastVersion(),
        function.createdAt(),
        function.modifiedAt(),
        function.revision());
  }

  static VersionInfo version(String function, VersionRecord version) {
    Definition is = version.definition();
    return new VersionInfo(
        function,
        version.version(),
        version.description(),
        is.runtime(),
        is.handler(),
        code(is.code(), null),
        is.memoryMiB(),
        is.cpus(),
        network(is),
        seconds(is),
        is.scaling().minInstances(),
        is.scaling().maxInstances(),
        is.scaling().instanceConcurrency(),
        new TreeMap<>(is.environment()),
        ValueFrom.sources(is.environmentFrom()),
        AsyncPolicies.spec(is.async()),
        BindingWire.specs(is.bindings()),
        is.role(),
        is.logRetentionDays(),
        version.createdAt());
  }

  static AliasInfo alias(String function, AliasRecord alias) {
    Map<String, Double> weights = new TreeMap<>();
    alias.weights().forEach((version, share) -> weights.put(Integer.toString(version), share));
    return new AliasInfo(
        function,
        alias.name(),
        weights,
        routing(alias.routing()),
        alias.description(),
        alias.createdAt(),
        alias.modifiedAt(),
        alias.revision());
  }

  private static @Nullable RoutingKey routing(@Nullable RoutingRule rule) {
    if (rule == null) {
      return null;
    }
    return rule.kind() == RoutingRule.Kind.HEADER
        ? new RoutingKey(rule.expression(), null)
        : new RoutingKey(null, rule.expression());
  }

  private static CodeInfo code(StoredCode code, @Nullable CodeCheck check) {
    BuildWish build = code.origin().build();
    Fetched fetched = code.origin().fetched();
    CodeHome home = fetched == null ? null : fetched.home();
    return new CodeInfo(
        code.kind().name().toLowerCase(Locale.ROOT),
        code.digest(),
        code.sizeBytes(),
        code.origin().source(),
        build.equals(BuildWish.AUTOMATIC)
            ? null
            : new CodeSource.Build(build.command(), build.skip() ? Boolean.TRUE : null),
        CodeHomes.git(home),
        CodeHomes.object(home),
        CodeHomes.image(home),
        code.origin().revision(),
        check == null
            ? null
            : new CodeInfo.Check(
                check.checkedAt(),
                check.error(),
                check.detail(),
                check.failures(),
                check.nextAt()));
  }

  private static String network(Definition definition) {
    return definition.network().name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Definition definition) {
    return definition.timeout().toNanos() / 1e9;
  }
}
