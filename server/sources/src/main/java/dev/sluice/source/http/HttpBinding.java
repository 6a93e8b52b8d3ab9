package dev.sluice.source.http;

import dev.sluice.source.content.Content;
import dev.sluice.spi.binding.BindingKind;
import dev.sluice.spi.binding.Direction;
import dev.sluice.spi.binding.Resource;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is at an address of the web, or is sent there. Thread-safe. */
public final class HttpBinding implements BindingKind {
  /** What the client sets itself. */
  private static final Set<String> OWN =
      Set.of("authorization", "content-length", "host", "connection", "upgrade");

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-zA-Z-]+");

  /** Whom it goes to is said by the definition and by no event. */
  private static final Pattern FIXED_HOST = Pattern.compile("https?://[^/?#@{}\\s]+([/?].*)?");

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String summary() {
    return "Gets what is at an address (in), or posts or puts a body there (out).";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.text(
                "url",
                "The address; expressions stand behind the host: https://host/a/{event.data.id}.")
            .must(),
        Option.choice("method", "POST or PUT of an out.", List.of("POST", "PUT")).or("POST"),
        Option.map("headers", "Are sent too; nothing that is secret."),
        Option.secret("token", "Is sent as bearer token, or in the header of token-header."),
        Option.text("token-header", "A header, like X-Api-Key, that has the token instead."));
  }

  @Override
  public Set<String> connection() {
    return Set.of("token", "token-header");
  }

  @Override
  public Set<String> expressions() {
    return Set.of("url", "headers");
  }

  @Override
  public boolean connects() {
    return true;
  }

  @Override
  public void check(Direction direction, Settings settings) throws InvalidSettingException {
    String url = settings.text("url");
    if (!FIXED_HOST.matcher(url).matches()) {
      throw new InvalidSettingException(
          "url", "it is not like https://host/path, with a host that no expression makes");
    }
    try {
      URI unused = new URI(url.replaceAll("\\{\\{|}}|\\{[^}]*}", "x"));
    } catch (URISyntaxException e) {
      throw new InvalidSettingException("url", "it is no URL: " + e.getReason());
    }
    if (url.contains("#") || Content.wanders(url.replaceFirst("\\?.*", ""))) {
      throw new InvalidSettingException("url", "it has a fragment, or parts that are . or ..");
    }
    for (Map.Entry<String, String> header : settings.map("headers").entrySet()) {
      checkHeader("headers", header.getKey());
    }
    String header = settings.find("token-header");
    if (header != null) {
      checkHeader("token-header", header);
      if (settings.find("token") == null) {
        throw new InvalidSettingException("token-header", "there is no token for it");
      }
    }
  }

  private static void checkHeader(String option, String name) throws InvalidSettingException {
    if (OWN.contains(name.toLowerCase(Locale.ROOT)) || !NAME.matcher(name).matches()) {
      throw new InvalidSettingException(option, "'" + name + "' cannot be set");
    }
  }

  @Override
  public Resource open(Settings settings) {
    return new WebResource(settings);
  }
}
