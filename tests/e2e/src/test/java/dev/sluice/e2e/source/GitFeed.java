package dev.sluice.e2e.source;

import dev.sluice.api.SourceSpec;
import dev.sluice.source.git.GitServer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Branches of a repository, each called by its number. */
final class GitFeed implements BrokerFeed {
  private final GitServer server = new GitServer();
  private final String commit;

  GitFeed() throws Exception {
    commit = server.commit();
  }

  @Override
  public SourceSpec source() {
    return new SourceSpec(
        "orders",
        "git",
        Map.of("url", server.url("/open"), "existing", true, "interval", "1s"),
        null);
  }

  @Override
  public String number() {
    return "event['subject'].rsplit('/', 1)[1]";
  }

  @Override
  public Publisher connect() {
    return new Pushing();
  }

  private final class Pushing implements Publisher {
    @Override
    public void publish(int from, int to) throws LostException {
      List<String> refs = IntStream.range(from, to).mapToObj(n -> "refs/heads/" + n).toList();
      try {
        server.setAll(refs, commit);
      } catch (Exception e) {
        throw new LostException(e);
      }
    }

    @Override
    public void close() {
      // Git's own program does.
    }
  }

  @Override
  public void restartBroker() throws Exception {
    server.restart();
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
