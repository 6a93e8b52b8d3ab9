package dev.sluice.source.http;

import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkKind;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends events to an address, which answers 2xx when it has them. Thread-safe. */
public final class HttpSink implements SinkKind {
  /** What the client sets itself. */
  private static final Set<String> OWN =
      Set.of("authorization", "content-type", "content-length", "host", "connection", "upgrade");

  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String summary() {
    return "Posts each event to an address, which answers 2xx when it has it.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.text("url", "Where events are posted: https://host/path.").must(),
        Option.secret("token", "Is sent as bearer token."),
        Option.map("headers", "Are sent too; nothing that is secret."),
        Option.duration("timeout", "How long an answer may take.").or("30s"));
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    try {
      URI url = new URI(settings.text("url"));
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (!web || url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
        throw new InvalidSettingException("url", "it is not like https://host/path");
      }
    } catch (URISyntaxException e) {
      throw new InvalidSettingException("url", "it is no URL: " + e.getReason());
    }
    for (Map.Entry<String, String> header : settings.map("headers").entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (OWN.contains(name) || !name.matches("[!#$%&'*+.^_`|~0-9a-z-]+")) {
        throw new InvalidSettingException("headers", "'" + header.getKey() + "' cannot be set");
      }
    }
    Duration timeout = settings.duration("timeout");
    if (timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new InvalidSettingException("timeout", "it is not above 0 and at most 5m");
    }
  }

  @Override
  public Sink open(Settings settings) {
    return new HttpPosts(settings);
  }
}
