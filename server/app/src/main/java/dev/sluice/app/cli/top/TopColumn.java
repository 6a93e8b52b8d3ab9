package dev.sluice.app.cli.top;

import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** What the table can be sorted by: names upwards, numbers downwards. */
enum TopColumn {
  name,
  rate,
  errors,
  p50,
  p99,
  cold,
  busy,
  instances,
  memory,
  backlog,
  dead;

  Comparator<TopRow> order() {
    return switch (this) {
      case name -> Comparator.comparing(TopRow::function);
      case rate -> by(TopRow::perSecond);
      case errors -> by(TopRow::failedPerSecond);
      case p50 -> by(TopRow::p50Ms);
      case p99 -> by(TopRow::p99Ms);
      case cold -> by(TopRow::coldShare);
      case busy -> by(TopRow::busy);
      case instances -> by(TopRow::instances);
      case memory -> by(TopRow::memoryBytes);
      case backlog -> by(TopRow::waiting);
      case dead -> by(TopRow::deadLetters);
    };
  }

  private static Comparator<TopRow> by(ToDoubleFunction<TopRow> number) {
    return Comparator.comparingDouble(number).reversed().thenComparing(TopRow::function);
  }
}
