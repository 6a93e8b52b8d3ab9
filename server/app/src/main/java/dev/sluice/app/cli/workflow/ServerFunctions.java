package dev.sluice.app.cli.workflow;

import dev.sluice.app.cli.shell.CliException;
import dev.sluice.client.Connection;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.flow.validate.Functions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Functions of a server's namespace. Asks once for each name. Not thread-safe. */
final class ServerFunctions implements Functions {
  private static final int NOT_FOUND = 404;

  private final SluiceClient client;
  private final Map<String, Boolean> known = new HashMap<>();

  ServerFunctions(Connection connection) {
    this.client = new SluiceClient(connection);
  }

  @Override
  public boolean has(String name) {
    return ask(name, () -> client.function(name));
  }

  @Override
  public boolean has(String name, String qualifier) {
    return qualifier.equals("latest")
        || ask(
            name + ":" + qualifier,
            () -> {
              if (qualifier.matches("[0-9]{1,9}")) {
                client.versions().get(name, Integer.parseInt(qualifier));
              } else {
                client.versions().alias(name, qualifier);
              }
            });
  }

  private boolean ask(String name, Question question) {
    Boolean answer = known.get(name);
    if (answer == null) {
      answer = asked(question);
      known.put(name, answer);
    }
    return answer;
  }

  private boolean asked(Question question) {
    try {
      question.ask();
      return true;
    } catch (SluiceApiException e) {
      if (e.status() == NOT_FOUND) {
        return false;
      }
      throw e;
    } catch (IOException e) {
      throw new CliException(
          "cannot reach the server at "
              + client.connection().url()
              + " to look up functions; leave them with --document-only");
    }
  }

  /** A call that fails for what is not there. */
  private interface Question {
    void ask() throws IOException;
  }
}
