package dev.sluice.source.git;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

/** Refs of a Git repository, which is asked now and then. Thread-safe. */
public final class GitSource implements PullSource {
  static final String KIND = "git";

  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public String summary() {
    return "Branches and tags of a Git repository that are made, moved or deleted.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.text("url", "The repository, as for git clone: https://host/path.git.").must(),
        Option.text("user", "Who comes; hosts that take tokens often want none in particular.")
            .or("git"),
        Option.secret("password", "The user's password, or a token."),
        Option.texts("refs", "What to watch, with * for anything; usually all branches and tags."),
        Option.flag("existing", "Also bring an event for each ref that is there at first."),
        Option.duration("interval", "How long to wait before asking again.").or("1m"));
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    try {
      URI url = new URI(settings.text("url"));
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (!web || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
        throw new InvalidSettingException("url", "it is not like https://host/path.git");
      }
      if (url.getUserInfo() != null) {
        throw new InvalidSettingException(
            "url", "it has a user, who belongs into 'user' with the 'password'");
      }
    } catch (URISyntaxException e) {
      throw new InvalidSettingException("url", "it is no URL: " + e.getReason());
    }
    if (settings.duration("interval").compareTo(LEAST_INTERVAL) < 0) {
      throw new InvalidSettingException("interval", "it is less than a second");
    }
  }

  @Override
  public Connection connect(Settings settings) {
    return new GitConnection(settings);
  }
}
