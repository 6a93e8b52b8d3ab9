package dev.sluice.core.source;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.source.Inlet.Arrivals;
import dev.sluice.spi.source.PushSource;
import dev.sluice.spi.source.PushSource.Answer;
import dev.sluice.spi.source.PushSource.Received;
import dev.sluice.spi.source.PushSource.Request;
import dev.sluice.spi.source.RefusedRequestException;
import org.jspecify.annotations.Nullable;

/** Takes what others send to sources. Thread-safe. */
public final class Receiver {
  private final SourceStore store;
  private final ActiveSources active;
  private final Inlet inlet;

  Receiver(SourceStore store, ActiveSources active, Inlet inlet) {
    this.store = store;
    this.active = active;
    this.inlet = inlet;
  }

  /**
   * Takes a request; its events are on disk on return.
   *
   * @throws SluiceException {@code SOURCE_NOT_FOUND}, {@code SOURCE_PAUSED}, {@code
   *     INVALID_SIGNATURE}, {@code INVALID_REQUEST}, or as the router
   */
  public Answer receive(String namespace, String name, Request request) {
    PassiveSource push = active.passive(namespace, name);
    if (push == null || !(push.kind() instanceof PushSource kind)) {
      throw absent(namespace, name);
    }
    try {
      Received received = kind.receive(push.settings(), request);
      @Nullable String problem =
          inlet.acceptStrictly(new Arrivals(push.source(), push.activity(), received.events()));
      if (problem != null) {
        throw new RefusedRequestException(RefusedRequestException.Reason.MALFORMED, problem);
      }
      return received.answer();
    } catch (RefusedRequestException e) {
      String message = String.valueOf(e.getMessage());
      push.activity().refused(message);
      throw switch (e.reason()) {
        case UNAUTHENTICATED ->
            new SluiceException(
                ErrorCode.INVALID_SIGNATURE,
                message,
                "Give the sender the secret that the source was made with.");
        case MALFORMED ->
            new SluiceException(
                ErrorCode.INVALID_REQUEST, message, "See what the kind of the source takes.");
      };
    }
  }

  /** A sender that may try again later should, so a pause is told apart. */
  private SluiceException absent(String namespace, String name) {
    boolean paused = store.find(namespace, name).filter(Source::paused).isPresent();
    return paused
        ? new SluiceException(
            ErrorCode.SOURCE_PAUSED,
            "The source '" + name + "' is paused.",
            "Send it again when the source has been resumed.")
        : new SluiceException(
            ErrorCode.SOURCE_NOT_FOUND,
            "Nothing is received here for '" + Text.shorten(name, 80) + "'.",
            "The path is /hooks/NAMESPACE/SOURCE, of a source that others send to.");
  }
}
