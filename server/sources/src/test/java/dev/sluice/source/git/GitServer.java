package dev.sluice.source.git;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One bare repository, served by Git's own http-backend: openly, and to a user with a password. */
public final class GitServer implements AutoCloseable {
  private final Path folder = Files.createTempDirectory("git");
  private final Path repository = folder.resolve("repo.git");
  private HttpServer http =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final String tree;
  private int commits;

  /** Starts it. */
  public GitServer() throws Exception {
    String unused = git("init", "-q", "--bare", repository.toString());
    tree = git("-C", repository.toString(), "hash-object", "-t", "tree", "-w", "/dev/null");
    serve();
  }

  private void serve() {
    http.createContext("/open", exchange -> serve(exchange, "/open"));
    http.createContext("/moved", exchange -> answer(exchange, 302, "text/plain", new byte[0]));
    http.createContext("/page", exchange -> answer(exchange, 200, "text/html", new byte[] {'x'}));
    http.createContext("/guarded", exchange -> serve(exchange, "/guarded"))
        .setAuthenticator(
            new BasicAuthenticator("test") {
              @Override
              public boolean checkCredentials(String user, String password) {
                return user.equals("git") && password.equals("right");
              }
            });
    http.start();
  }

  /** Ends what serves it, and begins again at the same address. */
  public void restart() throws IOException {
    InetSocketAddress address = http.getAddress();
    http.stop(0);
    http = HttpServer.create(address, 0);
    serve();
  }

  /** Sets many refs to one commit. */
  public void setAll(List<String> refs, String commit) throws Exception {
    StringBuilder lines = new StringBuilder();
    refs.forEach(
        ref -> lines.append("update ").append(ref).append(' ').append(commit).append('\n'));
    Process process =
        start(Map.of(), List.of("-C", repository.toString(), "update-ref", "--stdin"));
    try (OutputStream out = process.getOutputStream()) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
    if (process.waitFor() != 0) {
      throw new IOException("git update-ref failed");
    }
  }

  /** The address of the repository in a context. */
  public String url(String context) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + context + "/repo.git";
  }

  /** Another commit. */
  public String commit() throws Exception {
    return git("-C", repository.toString(), "commit-tree", "-m", "c" + commits++, tree);
  }

  /**
   * Another commit with these files.
   *
   * @param files texts by paths; what begins with {@code #!} can be executed, and {@code -> x} is a
   *     link to x
   */
  public String commit(Map<String, String> files) throws Exception {
    Path index = Files.createTempFile(folder, "index", "");
    Files.delete(index);
    for (Map.Entry<String, String> file : files.entrySet()) {
      boolean link = file.getValue().startsWith("-> ");
      Path content = Files.createTempFile(folder, "content", "");
      Files.writeString(content, link ? file.getValue().substring(3) : file.getValue());
      String blob = in("hash-object", "-w", content.toString());
      String mode = link ? "120000" : file.getValue().startsWith("#!") ? "100755" : "100644";
      String unused =
          indexed(index, "update-index", "--add", "--cacheinfo", mode, blob, file.getKey());
    }
    return in("commit-tree", "-m", "c" + commits++, indexed(index, "write-tree"));
  }

  /** Another commit whose only entry has this mode and name, however strange. */
  String commitOf(String mode, String type, String object, String name) throws Exception {
    Process process =
        start(Map.of(), List.of("-C", repository.toString(), "mktree", "--missing", "-z"));
    try (OutputStream out = process.getOutputStream()) {
      out.write(
          (mode + " " + type + " " + object + "\t" + name + "\0").getBytes(StandardCharsets.UTF_8));
    }
    String made =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return in("commit-tree", "-m", "c" + commits++, made);
  }

  /** The blob of a text. */
  String blob(String text) throws Exception {
    Path content = Files.createTempFile(folder, "content", "");
    Files.writeString(content, text);
    return in("hash-object", "-w", content.toString());
  }

  private String in(String... arguments) throws Exception {
    return indexed(null, arguments);
  }

  private String indexed(Path index, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-C", repository.toString()));
    all.addAll(List.of(arguments));
    Process process =
        start(index == null ? Map.of() : Map.of("GIT_INDEX_FILE", index.toString()), all);
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new AssertionError("git failed: " + all);
    }
    return output;
  }

  /** Lets HEAD name another branch. */
  void head(String ref) throws Exception {
    String unused = in("symbolic-ref", "HEAD", ref);
  }

  /** Sets a ref to a commit. */
  public void set(String ref, String commit) throws Exception {
    String unused = git("-C", repository.toString(), "update-ref", ref, commit);
  }

  public void tag(String name, String commit) throws Exception {
    String unused = git("-C", repository.toString(), "tag", "-a", "-m", "released", name, commit);
  }

  void delete(String ref) throws Exception {
    String unused = git("-C", repository.toString(), "update-ref", "-d", ref);
  }

  private static Process start(Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "a",
                "GIT_AUTHOR_EMAIL", "a@localhost",
                "GIT_COMMITTER_NAME", "a",
                "GIT_COMMITTER_EMAIL", "a@localhost"));
    builder.environment().putAll(environment);
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String git(String... arguments) throws Exception {
    Process process = start(Map.of(), List.of(arguments));
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new AssertionError("git failed: " + List.of(arguments));
    }
    return output;
  }

  private void serve(HttpExchange exchange, String context) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    Process process =
        start(
            Map.of(
                "GIT_PROJECT_ROOT", folder.toString(),
                "GIT_HTTP_EXPORT_ALL", "1",
                "REQUEST_METHOD", exchange.getRequestMethod(),
                "PATH_INFO", exchange.getRequestURI().getPath().substring(context.length()),
                "CONTENT_TYPE",
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                "QUERY_STRING", query == null ? "" : query),
            List.of("http-backend"));
    try (OutputStream input = process.getOutputStream()) {
      input.write(exchange.getRequestBody().readAllBytes());
    }
    InputStream output = new ByteArrayInputStream(process.getInputStream().readAllBytes());
    int status = 200;
    String type = "";
    for (String line = line(output); !line.isEmpty(); line = line(output)) {
      if (line.startsWith("Status: ")) {
        status = Integer.parseInt(line.substring(8, 11));
      } else if (line.startsWith("Content-Type: ")) {
        type = line.substring(14);
      }
    }
    answer(exchange, status, type, output.readAllBytes());
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (status == 302) {
      exchange.getResponseHeaders().set("Location", "http://elsewhere.invalid/");
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() throws Exception {
    http.stop(0);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
