package dev.sluice.store;

import dev.sluice.core.code.CodeOrigin;
import dev.sluice.core.code.CodeOrigin.BuildWish;
import dev.sluice.core.code.StoredCode;
import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.Scaling;
import dev.sluice.core.function.ValueFrom;
import dev.sluice.core.function.VersionRecord;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Records to store. */
public final class TestData {
  /** Microseconds, as databases keep. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:34:56.123456Z");

  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestData() {}

  /** A name that nobody had before; later ones come later in order too, as real ids do. */
  public static String fresh(String prefix) {
    return prefix + String.format(Locale.ROOT, "%06d", COUNT.incrementAndGet());
  }

  /** A definition whose code has this digit for a digest. */
  public static Definition definition(String digit) {
    return new Definition(
        "python3",
        "main.handle",
        new StoredCode(
            StoredCode.Kind.ZIP,
            "sha256:" + digit.repeat(64).substring(0, 64),
            1234,
            new CodeOrigin(
                "sha256:" + digit.repeat(63).substring(0, 63) + "0",
                new BuildWish(false, "make 'größe' \"\n😀"))),
        128,
        0.25,
        Network.HOST,
        Duration.ofMillis(2_500),
        new Scaling(1, 7, 3),
        Map.of("A", "1", "GREETING", "grüß 'dich' \"\\ \n😀"),
        Map.of(
            "PASSWORD",
            new ValueFrom(ValueFrom.Kind.SECRET, "data_base"),
            "WHERE",
            new ValueFrom(ValueFrom.Kind.PLATFORM, "namespace")),
        new AsyncPolicy(
            AsyncPolicy.Semantics.EFFECTIVELY_ONCE,
            5,
            Duration.ofMillis(250),
            Duration.ofMinutes(3),
            4,
            2.5,
            Duration.ofSeconds(77),
            null,
            new AsyncPolicy.Destination("mourner", "live")),
        List.of(),
        "clerk",
        Duration.ofHours(36));
  }

  /** The same with code that is from there; null for code that was handed in. */
  public static FunctionRecord with(FunctionRecord function, CodeOrigin.@Nullable Fetched fetched) {
    Definition is = function.definition();
    CodeOrigin origin = is.code().origin();
    return new FunctionRecord(
        function.id(),
        function.namespace(),
        function.name(),
        function.description(),
        new Definition(
            is.runtime(),
            is.handler(),
            is.code().with(new CodeOrigin(origin.source(), origin.build(), fetched)),
            is.memoryMiB(),
            is.cpus(),
            is.network(),
            is.timeout(),
            is.scaling(),
            is.environment(),
            is.environmentFrom(),
            is.async(),
            is.bindings(),
            is.role(),
            is.logRetention()),
        function.labels(),
        function.enabled(),
        function.lastVersion(),
        function.createdAt(),
        function.modifiedAt(),
        function.revision());
  }

  /** A function at revision 1. */
  public static FunctionRecord function(String namespace, String name, Map<String, String> labels) {
    return new FunctionRecord(
        fresh("id"),
        namespace,
        name,
        "what it does: größer '; drop table functions; --",
        definition("a"),
        labels,
        true,
        0,
        NOW,
        NOW.plusSeconds(1),
        1);
  }

  /** The same function, changed. */
  public static FunctionRecord changed(
      FunctionRecord old, Definition definition, Map<String, String> labels, int lastVersion) {
    return new FunctionRecord(
        old.id(),
        old.namespace(),
        old.name(),
        "changed",
        definition,
        labels,
        !old.enabled(),
        lastVersion,
        old.createdAt(),
        old.modifiedAt().plusSeconds(1),
        old.revision() + 1);
  }

  /** The function after one more publish. */
  public static FunctionRecord published(FunctionRecord old) {
    return changed(old, old.definition(), old.labels(), old.lastVersion() + 1);
  }

  /** The last version of a function. */
  public static VersionRecord version(FunctionRecord function) {
    return new VersionRecord(
        function.id(), function.lastVersion(), "a version", function.definition(), NOW);
  }

  /** An alias. */
  public static AliasRecord alias(
      String functionId, String name, Map<Integer, Double> weights, long revision) {
    return new AliasRecord(
        functionId,
        name,
        new TreeMap<>(weights),
        null,
        "an alias",
        NOW,
        NOW.plusSeconds(2),
        revision);
  }
}
