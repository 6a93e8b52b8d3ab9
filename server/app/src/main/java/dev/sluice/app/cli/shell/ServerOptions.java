package dev.sluice.app.cli.shell;

import dev.sluice.client.Connection;
import dev.sluice.client.LocalServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which server a verb speaks to. */
public final class ServerOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The server's address; else SLUICE_URL, else the server of this machine.")
  @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The access token; else SLUICE_TOKEN, else the local server's own.")
  @Nullable String token;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "The namespace to act in; else SLUICE_NAMESPACE, else the token's.")
  @Nullable String namespace;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Find the local server by this data directory.")
  @Nullable Path dataDirectory;

  /**
   * The server that a flag or the environment names; a running one that none names is not asked.
   */
  public Optional<Connection> named(Shell shell) {
    boolean named = url != null || dataDirectory != null || shell.variable("SLUICE_URL") != null;
    return named ? Optional.of(connection(shell)) : Optional.empty();
  }

  /**
   * The server to speak to: a flag goes before the environment, and that before what is found.
   *
   * @throws CliException when none is named and none runs here
   */
  Connection connection(Shell shell) {
    String namedUrl = url;
    if (namedUrl == null && dataDirectory == null) {
      namedUrl = shell.variable("SLUICE_URL");
    }
    String givenToken = token != null ? token.strip() : shell.variable("SLUICE_TOKEN");
    String givenNamespace = namespace != null ? namespace : shell.variable("SLUICE_NAMESPACE");
    if (namedUrl != null) {
      return checked(namedUrl, givenToken, givenNamespace);
    }
    Path data = dataDirectory == null ? LocalServer.defaultDataDirectory() : dataDirectory;
    Optional<Connection> local = LocalServer.find(data);
    if (local.isEmpty()) {
      throw new CliException(
          "no server is running"
              + (dataDirectory == null ? " on this machine" : " on " + data)
              + "; start one with 'sluice server"
              + (dataDirectory == null ? "" : " --data " + data)
              + "', or name one with --url or SLUICE_URL");
    }
    String found = local.get().token();
    boolean ownToken = token == null && (dataDirectory != null || givenToken == null);
    return checked(local.get().url().toString(), ownToken ? found : givenToken, givenNamespace);
  }

  private static Connection checked(
      String url, @Nullable String token, @Nullable String namespace) {
    // Values that no HTTP header takes would come back in an exception's text, secret and all.
    if (token != null && !isPrintable(token)) {
      throw new CliException("the token has characters that no token has");
    }
    if (namespace != null && !isPrintable(namespace)) {
      throw new CliException("the namespace has characters that no name has");
    }
    try {
      return new Connection(URI.create(url), token, namespace);
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "'" + url + "' is not a server's address; give one like http://127.0.0.1:8640");
    }
  }

  private static boolean isPrintable(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
