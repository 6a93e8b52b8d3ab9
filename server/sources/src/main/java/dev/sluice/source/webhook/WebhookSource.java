package dev.sluice.source.webhook;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.PushSource;
import dev.sluice.spi.source.RefusedRequestException;
import dev.sluice.spi.source.RefusedRequestException.Reason;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what other services send: CloudEvents in every HTTP mode, and anything else as an event of
 * its own. Thread-safe.
 */
public final class WebhookSource implements PushSource {
  static final String SCHEME = "verify";
  static final String SECRET = "secret";
  static final String HEADER = "signature-header";
  static final String TYPE = "type";
  static final String ID_HEADER = "id-header";
  static final String HEADERS = "headers";

  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private final Clock clock;
  private final WebhookEvents events;

  /**
   * Tells the time by this clock.
   *
   * @param ids makes ids of events whose sender gives none, from any thread
   */
  public WebhookSource(Clock clock, Supplier<String> ids) {
    this.clock = clock;
    this.events = new WebhookEvents(clock, ids);
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String summary() {
    return "Takes what other services send by HTTP, and checks who sent it.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.choice(SCHEME, "How a request proves who sent it.", Signatures.SCHEMES).must(),
        Option.secret(SECRET, "What sender and server both know."),
        Option.text(HEADER, "Header with the signature or token, where the scheme leaves it open."),
        Option.text(TYPE, "Type of events that are no CloudEvents.")
            .or("dev.sluice.webhook.request"),
        Option.text(ID_HEADER, "Header whose value is the event's id, for senders that repeat."),
        Option.texts(HEADERS, "Headers that become extensions, without all but letters, digits."));
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    Signatures signatures = Signatures.of(settings.text(SCHEME));
    boolean secret = settings.find(SECRET) != null;
    if (signatures.needsSecret() && !secret) {
      throw new InvalidSettingException(
          SECRET, "it is missing: " + settings.text(SCHEME) + " needs it");
    }
    if (!signatures.needsSecret() && secret) {
      throw new InvalidSettingException(
          SECRET, "nothing is checked with it where verify is " + settings.text(SCHEME));
    }
  }

  @Override
  public Received receive(Settings settings, Request request) throws RefusedRequestException {
    if (request.method().equals("OPTIONS")) {
      return handshake(request);
    }
    if (!WITH_BODY.contains(request.method())) {
      return new Received(List.of(), new Answer(405, Map.of("Allow", "POST"), new byte[0]));
    }
    String secret = settings.find(SECRET);
    String problem =
        Signatures.of(settings.text(SCHEME))
            .problem(request, secret == null ? "" : secret, settings.find(HEADER), clock.instant());
    if (problem != null) {
      throw new RefusedRequestException(Reason.UNAUTHENTICATED, problem);
    }
    byte @Nullable [] challenge = Challenges.answer(request);
    if (challenge != null) {
      return new Received(
          List.of(), new Answer(200, Map.of("Content-Type", "text/plain"), challenge));
    }
    List<SourceEvent> came = events.of(settings, request);
    return Received.of(came);
  }

  /** Services that keep to the web hooks of CloudEvents ask first whether they may send. */
  private static Received handshake(Request request) {
    String origin = request.header("webhook-request-origin");
    Map<String, String> headers =
        origin == null
            ? Map.of("Allow", "POST, OPTIONS")
            : Map.of(
                "Allow", "POST, OPTIONS",
                "WebHook-Allowed-Origin", origin,
                "WebHook-Allowed-Rate", "*");
    return new Received(List.of(), new Answer(200, headers, new byte[0]));
  }
}
