package dev.sluice.core.invocation;

import io.cloudevents.CloudEvent;
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
   * Makes an event of what a function gives; id, source, time and trace are added where missing.
   *
   * @throws dev.sluice.core.SluiceException {@code INVALID_REQUEST} for what makes no CloudEvent,
   *     {@code PAYLOAD_TOO_LARGE}
   */
  CloudEvent event(Given given);

  /**
   * Accepts an event, as if somebody had posted it; what runs for it is on disk on return.
   *
   * @param depth through how many functions it came, with the one that emits it
   * @return ids of the invocations
   * @throws dev.sluice.core.SluiceException as of {@code Router.accept}
   */
  List<String> emit(String namespace, CloudEvent event, int depth);

  /**
   * What a function gives to be emitted.
   *
   * @param event in JSON
   * @param trace its place in its trace
   */
  record Given(String namespace, String function, String event, String trace) {}
}
