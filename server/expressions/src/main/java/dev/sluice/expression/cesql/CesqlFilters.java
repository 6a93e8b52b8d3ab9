package dev.sluice.expression.cesql;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.event.EventFilter;
import dev.sluice.core.event.EventFilters;
import io.cloudevents.CloudEvent;

/** Filters in CloudEvents SQL. Thread-safe. */
public final class CesqlFilters implements EventFilters {

  @Override
  public EventFilter parse(String cesql) {
    try {
      CesqlParser.Parsed parsed = CesqlParser.parse(cesql);
      if (parsed.missing() != null) {
        throw parsed.missing();
      }
      return new Filter(cesql, parsed.expression());
    } catch (CesqlSyntaxException e) {
      throw new SluiceException(
          ErrorCode.INVALID_FILTER,
          "The filter '" + Text.shorten(cesql, 80) + "' is not valid at " + e.getMessage() + ".",
          "Write CloudEvents SQL, for example: type LIKE 'com.shop.%' AND EXISTS subject");
    }
  }

  private record Filter(String text, Expression expression) implements EventFilter {

    @Override
    public boolean matches(CloudEvent event) {
      try {
        return Boolean.TRUE.equals(expression.value(event));
      } catch (EvaluationException e) {
        return false;
      }
    }
  }
}
