package dev.sluice.app.cli.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.client.Connection;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** A verb that asks a server. Not thread-safe. */
public abstract class ServerVerb extends Verb {
  /** How results are printed. */
  public enum Format {
    table,
    json
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      order = 90,
      description = "What to print: words for people, or the API's JSON.")
  Format output = Format.table;

  @ArgGroup(validate = false, order = 100, heading = "%nWhich server:%n")
  ServerOptions server = new ServerOptions();

  protected ServerVerb(Shell shell) {
    super(shell);
  }

  /** Does the work. */
  protected abstract int run(SluiceClient client) throws IOException;

  /** Whether the API's JSON was asked for. */
  protected boolean json() {
    return output == Format.json;
  }

  /** A client of the server that is named or found now; a local one may have moved since. */
  protected SluiceClient connect() {
    return new SluiceClient(server.connection(shell()));
  }

  @Override
  public final Integer call() throws IOException {
    SluiceClient client = connect();
    try {
      return run(client);
    } catch (FileSystemException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new CliException(
          client.connection().url() + " does not answer like a Sluice server; check the address");
    } catch (IOException e) {
      throw new CliException(unreachable(client.connection(), e));
    }
  }

  /** Why a call did not come through, for people. */
  protected static String unreachable(Connection connection, IOException e) {
    return "cannot reach the server at " + connection.url() + ": " + reason(e);
  }

  private static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return "its host name is not known";
      }
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (e instanceof ConnectException) {
      return "nothing answers there; is it running?";
    }
    @Nullable String message = e.getMessage();
    return message == null || message.isBlank() ? "the connection broke" : message;
  }
}
