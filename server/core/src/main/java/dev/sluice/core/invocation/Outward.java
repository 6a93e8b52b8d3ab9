package dev.sluice.core.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Where what functions start goes, when nobody waits for it. Thread-safe. */
public interface Outward {

  /**
   * Accepts an asynchronous invocation, which is on disk on return.
   *
   * @return its id
   * @throws dev.sluice.core.SluiceException as {@link InvocationService#admit}
   */
  String accept(InvokeCommand command);

  /**
   * Accepts an event, as if somebody had posted it; what runs for it is on disk on return.
   *
   * @param event an object with what a CloudEvent has; id, source and time are added where missing
   * @return ids of the invocations
   * @throws dev.sluice.core.SluiceException {@code INVALID_REQUEST} for what makes no CloudEvent
   */
  List<String> emit(Emitted event);

  /**
   * What a function emits.
   *
   * @param trace its place in its trace
   * @param depth through how many functions it came, with this one
   */
  record Emitted(String namespace, String function, JsonNode event, String trace, int depth) {}
}
