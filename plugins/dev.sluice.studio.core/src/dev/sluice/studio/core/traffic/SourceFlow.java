package dev.sluice.studio.core.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What comes from a source to what shares it out.
 *
 * @param perSecond invocations, or events of an association's source, a second of late
 * @param share its part of those of all sources, 0 to 1
 */
public record SourceFlow(Source source, double perSecond, double share) {
  /** The flows of these; only the greatest where they are many, and the rest in one. */
  public static List<SourceFlow> of(List<Amount> amounts, int most) {
    double all = amounts.stream().mapToDouble(Amount::perSecond).sum();
    List<Amount> shown = new ArrayList<>(amounts);
    shown.sort(
        Comparator.comparingDouble(Amount::perSecond)
            .reversed()
            .thenComparing(amount -> amount.source().name()));
    if (shown.size() > most) {
      List<Amount> rest = shown.subList(most - 1, shown.size());
      Amount folded =
          new Amount(
              Source.others(rest.size()), rest.stream().mapToDouble(Amount::perSecond).sum());
      rest.clear();
      shown.add(folded);
    }
    return shown.stream()
        .map(
            amount ->
                new SourceFlow(
                    amount.source(), amount.perSecond(), all > 0 ? amount.perSecond() / all : 0))
        .toList();
  }

  /** How much came from a source. */
  public record Amount(Source source, double perSecond) {}
}
