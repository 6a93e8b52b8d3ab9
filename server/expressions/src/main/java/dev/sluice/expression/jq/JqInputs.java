package dev.sluice.expression.jq;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.event.EventInput;
import dev.sluice.core.event.EventInputs;
import dev.sluice.flow.jq.InvalidExpressionException;
import dev.sluice.flow.jq.JqException;
import dev.sluice.flow.jq.JqExpression;
import java.io.IOException;
import java.util.Map;

/** Inputs in jq, of the event in the JSON format; the work of each is bounded. Thread-safe. */
public final class JqInputs implements EventInputs {
  /** Numbers keep their digits, as those of events that are not touched do. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Override
  public EventInput parse(String jq) {
    JqExpression expression;
    try {
      expression = JqExpression.compile(jq);
    } catch (InvalidExpressionException e) {
      throw invalid(jq, String.valueOf(e.getMessage()));
    }
    if (!expression.variables().isEmpty()) {
      throw invalid(jq, "there is no variable $" + expression.variables().iterator().next());
    }
    return event -> evaluate(expression, event);
  }

  private static SluiceException invalid(String jq, String why) {
    return new SluiceException(
        ErrorCode.INVALID_INPUT,
        "The input '" + Text.shorten(jq, 80) + "' is not valid: " + why + ".",
        "Write jq over the event, for example: {order: .data.id, at: .time}");
  }

  private static byte[] evaluate(JqExpression expression, byte[] event) {
    try {
      return JSON.writeValueAsBytes(expression.evaluate(JSON.readTree(event), Map.of()));
    } catch (JqException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw failed("the event is not JSON", e);
    }
  }

  private static SluiceException failed(String why, Exception e) {
    return new SluiceException(
        ErrorCode.INPUT_FAILED,
        "The event could not be made the input: " + why + ".",
        "Change the association's input, and redrive the dead letter.",
        e);
  }
}
