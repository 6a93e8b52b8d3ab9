package dev.sluice.app.http;

import dev.sluice.api.BindingKindInfo;
import dev.sluice.api.BindingSpec;
import dev.sluice.core.binding.Binding;
import dev.sluice.spi.binding.BindingKind;
import java.util.List;

/** Bindings as the wire shows them. */
final class BindingWire {
  private BindingWire() {}

  static List<BindingSpec> specs(List<Binding> bindings) {
    return bindings.stream()
        .map(
            each ->
                new BindingSpec(
                    each.name(),
                    each.kind(),
                    InvocationWire.word(each.direction()),
                    SourceWire.options(each.options())))
        .toList();
  }

  static BindingKindInfo kind(BindingKind kind) {
    return new BindingKindInfo(
        kind.name(),
        kind.summary(),
        SourceWire.options(kind),
        kind.expressions().stream().sorted().toList(),
        kind.connects());
  }
}
