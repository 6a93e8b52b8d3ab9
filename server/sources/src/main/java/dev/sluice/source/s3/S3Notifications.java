package dev.sluice.source.s3;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.PushSource;
import dev.sluice.spi.source.RefusedRequestException;
import dev.sluice.spi.source.RefusedRequestException.Reason;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.util.List;
import java.util.Map;

/** Notifications that servers of buckets send by HTTP, also through Amazon's SNS. Thread-safe. */
public final class S3Notifications implements PushSource {
  private static final String VERIFY = "verify";
  private static final String SECRET = "secret";
  private static final String TOKEN = "token";

  @Override
  public String name() {
    return "s3-notifications";
  }

  @Override
  public String summary() {
    return "Notifications of S3, Ceph or MinIO by HTTP about objects that come or go.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.choice(VERIFY, "How a request proves who sent it.", List.of(TOKEN, "none")).must(),
        Option.secret(SECRET, "The token: of the header Authorization, or of the query's token."),
        Option.text("prefix", "Of the keys that are wanted; all where nothing is said."),
        Option.texts("suffixes", "One of which a key has that is wanted, like .jpg."));
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    boolean token = settings.text(VERIFY).equals(TOKEN);
    if (token != (settings.find(SECRET) != null)) {
      throw new InvalidSettingException(
          SECRET,
          token
              ? "it is missing: token needs it"
              : "nothing is checked with it where verify is none");
    }
  }

  @Override
  public Received receive(Settings settings, Request request) throws RefusedRequestException {
    if (!request.method().equals("POST")) {
      return new Received(List.of(), new Answer(405, Map.of("Allow", "POST"), new byte[0]));
    }
    String secret = settings.find(SECRET);
    if (secret != null && !Tokens.proves(request, secret)) {
      throw new RefusedRequestException(Reason.UNAUTHENTICATED, "The token is missing or wrong.");
    }
    Scope scope = Scope.of(settings);
    List<SourceEvent> events =
        Notifications.read(request.body()).stream()
            .filter(event -> scope.wants(event.key()))
            .map(event -> event.of(settings.source()))
            .toList();
    // Servers try again where they do not hear 200.
    return new Received(events, new Answer(200, Map.of(), new byte[0]));
  }
}
