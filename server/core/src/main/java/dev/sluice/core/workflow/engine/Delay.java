package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.flow.jq.ExpressionText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.format.DateTimeParseException;

/** How long something takes: written out, in ISO 8601, or computed. Immutable. */
record Delay(Template template) {
  static Delay of(JsonNode value, String pointer) throws InvalidDefinitionException {
    Template template = Template.of(value, pointer);
    boolean computed = value.isTextual() && ExpressionText.inside(value.textValue()).isPresent();
    if (template instanceof Template.Fixed && !computed) {
      try {
        parse(value);
      } catch (RaisedException e) {
        throw new InvalidDefinitionException(pointer, String.valueOf(e.error().detail()));
      }
    }
    return new Delay(template);
  }

  Duration duration(Data data) {
    return parse(template.fill(data));
  }

  /** When it ends: a date and time is that itself. */
  Instant due(Data data) {
    JsonNode value = template.fill(data);
    if (value.isTextual() && !value.textValue().startsWith("P")) {
      try {
        return OffsetDateTime.parse(value.textValue()).toInstant();
      } catch (DateTimeParseException e) {
        throw refused(value);
      }
    }
    try {
      return data.now().plus(parse(value));
    } catch (DateTimeException | ArithmeticException e) {
      throw refused(value);
    }
  }

  static Duration parse(JsonNode value) {
    try {
      if (value.isTextual()) {
        return parse(value.textValue());
      }
      if (value.isObject()) {
        return Duration.ofDays(part(value, "days"))
            .plusHours(part(value, "hours"))
            .plusMinutes(part(value, "minutes"))
            .plusSeconds(part(value, "seconds"))
            .plusMillis(part(value, "milliseconds"));
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw refused(value);
    }
    throw refused(value);
  }

  private static long part(JsonNode value, String unit) {
    JsonNode part = value.path(unit);
    if (!part.isMissingNode() && !part.isIntegralNumber()) {
      throw refused(value);
    }
    return part.asLong(0);
  }

  /** Java keeps days and less apart from months; ISO 8601 does not. */
  private static Duration parse(String text) {
    int time = text.indexOf('T');
    String date = time < 0 ? text : text.substring(0, time);
    Duration whole = time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time));
    if (date.equals("P")) {
      return whole;
    }
    Period period = Period.parse(date);
    int years = period.getYears();
    return whole.plusDays((12L * years + period.getMonths()) * 30 + period.getDays());
  }

  private static RaisedException refused(JsonNode value) {
    return new RaisedException(
        WorkflowError.configuration(
            value + " is no duration like PT30S or {seconds: 30}, nor a date and time"));
  }
}
