package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.AuditInfo;
import dev.sluice.api.CallerInfo;
import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.Health;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.LogLine;
import dev.sluice.api.LogOwner;
import dev.sluice.api.Page;
import dev.sluice.api.Problem;
import dev.sluice.api.RefreshInfo;
import dev.sluice.api.ServerInfo;
import dev.sluice.api.SluiceHeaders;
import dev.sluice.api.StatsInfo;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The REST API. Every method blocks; it throws {@link IOException} when the server cannot be
 * reached and {@link SluiceApiException} when it answers with an error. Thread-safe.
 */
public final class SluiceClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The longest wait and build that a server may allow, and some time for the code to arrive. */
  private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(130);

  /** The longest timeout that a function can have, and some time to answer. */
  private static final Duration INVOKE_TIMEOUT = Duration.ofMinutes(16);

  private final Transport transport;
  private final VersionsClient versions;
  private final NamespacesClient namespaces;
  private final BuildsClient builds;
  private final QueueClient queue;
  private final EventsClient events;
  private final WorkflowsClient workflows;
  private final SourcesClient sources;
  private final RolesClient roles;
  private final SinksClient sinks;
  private final JobsClient jobs;
  private final RolloutsClient rollouts;
  private final InstancesClient instances;

  /** A client of this server; connects with the first call. */
  public SluiceClient(Connection connection) {
    this.transport = new Transport(connection);
    this.versions = new VersionsClient(transport);
    this.namespaces = new NamespacesClient(transport);
    this.builds = new BuildsClient(transport);
    this.queue = new QueueClient(transport);
    this.events = new EventsClient(transport);
    this.workflows = new WorkflowsClient(transport);
    this.sources = new SourcesClient(transport);
    this.roles = new RolesClient(transport);
    this.sinks = new SinksClient(transport);
    this.jobs = new JobsClient(transport);
    this.rollouts = new RolloutsClient(transport);
    this.instances = new InstancesClient(transport);
  }

  /** Where this client goes. */
  public Connection connection() {
    return transport.connection();
  }

  /** Versions and aliases. */
  public VersionsClient versions() {
    return versions;
  }

  /** Namespaces, access keys and secrets. */
  public NamespacesClient namespaces() {
    return namespaces;
  }

  /** Builds and their logs. */
  public BuildsClient builds() {
    return builds;
  }

  /** Invocations that nobody waits for, and dead letters. */
  public QueueClient queue() {
    return queue;
  }

  /** Events and associations. */
  public EventsClient events() {
    return events;
  }

  /** Workflows and their executions. */
  public WorkflowsClient workflows() {
    return workflows;
  }

  /** Sources of events. */
  public SourcesClient sources() {
    return sources;
  }

  /** What functions may do through their context. */
  public RolesClient roles() {
    return roles;
  }

  /** Where events can be sent. */
  public SinksClient sinks() {
    return sinks;
  }

  /** Rollouts. */
  public RolloutsClient rollouts() {
    return rollouts;
  }

  /** Instances. */
  public InstancesClient instances() {
    return instances;
  }

  /** Batch jobs. */
  public JobsClient jobs() {
    return jobs;
  }

  /** How the server is now. */
  public ServerInfo server() throws IOException {
    return transport.read(get(Paths.of("server")), ServerInfo.class);
  }

  /** Whose token this client has, and what it may do. */
  public CallerInfo caller() throws IOException {
    return transport.read(get(Paths.of("caller")), CallerInfo.class);
  }

  /** The server's state; needs no token. */
  public Health health() throws IOException {
    return transport.read(transport.request("/healthz", TIMEOUT).GET().build(), Health.class);
  }

  /** What the server says of its API, in the form of OpenAPI: paths, and what bodies may have. */
  public JsonNode openApi() throws IOException {
    return transport.read(get(Paths.of("openapi.json")), JsonNode.class);
  }

  /** One page of functions in order of their names. */
  public Page<FunctionInfo> functions(ListRequest list) throws IOException {
    Paths path =
        Paths.of("functions")
            .with("q", list.text())
            .with("limit", list.limit())
            .with("cursor", list.cursor());
    for (Map.Entry<String, String> label : list.labels().entrySet()) {
      path.with("label", label.getKey() + "=" + label.getValue());
    }
    return transport.read(get(path), new TypeReference<>() {});
  }

  public FunctionInfo function(String name) throws IOException {
    return transport.read(get(Paths.of("functions", name)), FunctionInfo.class);
  }

  public FunctionInfo createFunction(FunctionSpec spec) throws IOException {
    return createFunction(spec, UnaryOperator.identity());
  }

  /**
   * As {@link #createFunction(FunctionSpec)}, for large code.
   *
   * @param sent wraps the body that is sent, for example to count what has gone
   */
  public FunctionInfo createFunction(FunctionSpec spec, UnaryOperator<BodyPublisher> sent)
      throws IOException {
    return transport.read(
        send("POST", Paths.of("functions"), sent.apply(Transport.json(spec)), null),
        FunctionInfo.class);
  }

  /**
   * Replaces the whole definition (PUT): what is null takes its default; the code stays when it is
   * null.
   *
   * @param revision what the function must still be at, or null to overwrite whatever is there
   */
  public FunctionInfo replaceFunction(String name, FunctionSpec spec, @Nullable Long revision)
      throws IOException {
    return transport.read(
        send("PUT", Paths.of("functions", name), Transport.json(spec), revision),
        FunctionInfo.class);
  }

  /** Changes what is not null (PATCH). */
  public FunctionInfo updateFunction(String name, FunctionSpec changes, @Nullable Long revision)
      throws IOException {
    return updateFunction(name, changes, revision, UnaryOperator.identity());
  }

  /**
   * As {@link #updateFunction(String, FunctionSpec, Long)}, for large code.
   *
   * @param sent wraps the body that is sent, for example to count what has gone
   */
  public FunctionInfo updateFunction(
      String name, FunctionSpec changes, @Nullable Long revision, UnaryOperator<BodyPublisher> sent)
      throws IOException {
    return transport.read(
        send("PATCH", Paths.of("functions", name), sent.apply(Transport.json(changes)), revision),
        FunctionInfo.class);
  }

  /** Deletes a function with its versions and aliases. */
  public void deleteFunction(String name, @Nullable Long revision) throws IOException {
    transport.succeed(
        send("DELETE", Paths.of("functions", name), BodyPublishers.noBody(), revision));
  }

  /** Has the server fetch the code again, and waits until that is done. */
  public RefreshInfo refresh(String name) throws IOException {
    return transport.read(
        transport
            .request(Paths.of("functions", name, "refresh").toString(), UPLOAD_TIMEOUT)
            .POST(BodyPublishers.noBody())
            .build(),
        RefreshInfo.class);
  }

  public FunctionInfo enable(String name) throws IOException {
    return transport.read(post(Paths.of("functions", name, "enable")), FunctionInfo.class);
  }

  public FunctionInfo disable(String name) throws IOException {
    return transport.read(post(Paths.of("functions", name, "disable")), FunctionInfo.class);
  }

  /**
   * The code.
   *
   * @param qualifier {@code latest} or a version number
   */
  public CodeSource code(String name, String qualifier) throws IOException {
    return transport.read(
        get(Paths.of("functions", name, "code").with("qualifier", qualifier)), CodeSource.class);
  }

  public FunctionInfo putCode(String name, CodeSource code, @Nullable Long revision)
      throws IOException {
    return transport.read(
        send("PUT", Paths.of("functions", name, "code"), Transport.json(code), revision),
        FunctionInfo.class);
  }

  /** Puts a zip archive as it comes, for large ones and for progress. */
  public FunctionInfo putZip(String name, BodyPublisher archive, @Nullable Long revision)
      throws IOException {
    return putArchive(name, "application/zip", archive, revision);
  }

  /** Puts an OCI image layout, a tar archive, as it comes. */
  public FunctionInfo putImage(String name, BodyPublisher archive, @Nullable Long revision)
      throws IOException {
    return putArchive(name, "application/x-tar", archive, revision);
  }

  private FunctionInfo putArchive(
      String name, String type, BodyPublisher archive, @Nullable Long revision) throws IOException {
    HttpRequest.Builder request =
        transport
            .request(Paths.of("functions", name, "code").toString(), UPLOAD_TIMEOUT)
            .header("Content-Type", type)
            .PUT(archive);
    return transport.read(ifMatch(request, revision).build(), FunctionInfo.class);
  }

  /** Invokes and waits. A function that fails is a result; other refusals are exceptions. */
  public InvokeResult invoke(String name, InvokeRequest call) throws IOException {
    Paths path = Paths.of("functions", name, "invoke").with("qualifier", call.qualifier());
    if (call.logTail()) {
      path.with("log", "tail");
    }
    HttpRequest.Builder request =
        transport
            .request(path.toString(), INVOKE_TIMEOUT)
            .header("Content-Type", call.contentType())
            .POST(BodyPublishers.ofByteArray(call.payload()));
    call.headers().forEach(request::header);
    return result(request.build());
  }

  /**
   * Runs the same function with the same event as an earlier invocation, and waits.
   *
   * @param qualifier the version to run, or null for what the earlier one asked for
   */
  public InvokeResult replay(String invocation, @Nullable String qualifier, boolean logTail)
      throws IOException {
    Paths path =
        Paths.of("invocations", invocation, "replay")
            .with("qualifier", qualifier)
            .with("log", logTail ? "tail" : null);
    return result(
        transport.request(path.toString(), INVOKE_TIMEOUT).POST(BodyPublishers.noBody()).build());
  }

  private InvokeResult result(HttpRequest request) throws IOException {
    HttpResponse<byte[]> response = transport.send(request, BodyHandlers.ofByteArray());
    String contentType = Transport.contentType(response);
    boolean failed = response.headers().firstValue(SluiceHeaders.FUNCTION_ERROR).isPresent();
    Problem problem = null;
    if (response.statusCode() >= 400 || failed) {
      problem = Transport.problem(response.statusCode(), contentType, response.body());
      if (!failed) {
        throw new SluiceApiException(problem);
      }
    }
    return new InvokeResult(
        header(response, SluiceHeaders.INVOCATION_ID),
        header(response, SluiceHeaders.VERSION),
        header(response, SluiceHeaders.START).equals("cold"),
        Double.parseDouble(response.headers().firstValue(SluiceHeaders.DURATION_MS).orElse("0")),
        failed ? new byte[0] : response.body(),
        contentType == null ? "application/octet-stream" : contentType,
        problem,
        tail(response));
  }

  /** One page of invocations, newest first. */
  public Page<InvocationInfo> invocations(InvocationRequest list) throws IOException {
    return transport.read(
        get(
            Paths.of("invocations")
                .with("function", list.function())
                .with("version", list.version())
                .with("status", list.status())
                .with("since", list.since())
                .with("until", list.until())
                .with("limit", list.limit())
                .with("cursor", list.cursor())),
        new TypeReference<>() {});
  }

  public InvocationInfo invocation(String id) throws IOException {
    return transport.read(get(Paths.of("invocations", id)), InvocationInfo.class);
  }

  /** The log of a function, oldest line first. */
  public List<LogLine> logs(String function, LogRequest list) throws IOException {
    return logs(Paths.of("functions", function, "logs"), list);
  }

  /** All logs of the namespace as one, oldest line first. */
  public List<LogLine> logs(LogRequest list) throws IOException {
    return logs(List.of(), list);
  }

  /** The logs of these as one, oldest line first; of all where there are none. */
  public List<LogLine> logs(List<LogOwner> owners, LogRequest list) throws IOException {
    Paths path = Paths.of("logs");
    owners.forEach(owner -> path.with(owner.kind().word(), owner.name()));
    return logs(path, list);
  }

  private List<LogLine> logs(Paths path, LogRequest list) throws IOException {
    Page<LogLine> page =
        transport.read(
            get(
                path.with("version", list.version())
                    .with("invocation", list.invocation())
                    .with("level", list.level())
                    .with("q", list.text())
                    .with("since", list.since())
                    .with("until", list.until())
                    .with("limit", list.limit())),
            new TypeReference<>() {});
    return page.items();
  }

  /**
   * One page of who changed what, newest first.
   *
   * @param cursor null for the first page
   */
  public Page<AuditInfo> audit(
      AuditRequest wanted, @Nullable Integer limit, @Nullable String cursor) throws IOException {
    return transport.read(
        get(
            Paths.of("audit")
                .with("from", wanted.from())
                .with("to", wanted.to())
                .with("who", wanted.who())
                .with("kind", wanted.kind())
                .with("name", wanted.name())
                .with("limit", limit)
                .with("cursor", cursor)),
        new TypeReference<>() {});
  }

  /** How often, how fast and how well a function ran. */
  public StatsInfo stats(String function, StatsRequest wanted) throws IOException {
    return transport.read(
        get(
            Paths.of("functions", function, "stats")
                .with("from", wanted.from())
                .with("to", wanted.to())
                .with("step", wanted.step())
                .with("by", wanted.by())
                .with("distribution", wanted.distribution() ? true : null)),
        StatsInfo.class);
  }

  /** Numbers of several functions, each by itself and all together. */
  public StatsInfo topStats(TopRequest wanted) throws IOException {
    Paths path =
        Paths.of("stats")
            .with("from", wanted.from())
            .with("to", wanted.to())
            .with("step", wanted.step())
            .with("sort", wanted.sort())
            .with("limit", wanted.limit())
            .with("steps", wanted.steps());
    wanted.functions().forEach(function -> path.with("function", function));
    return transport.read(get(path), StatsInfo.class);
  }

  /**
   * Follows what is live until it is closed. Reading goes on in the calling thread, so call it from
   * one of your own: it returns when the stream was closed, and throws when the connection broke.
   *
   * @param topics {@code functions}, {@code invocations}, {@code logs}, {@code builds}, {@code
   *     executions}, {@code rollouts}
   * @param function only this one's events, or null for all
   * @param opened run once the server has answered and no later event can be missed
   */
  public void stream(
      Set<String> topics,
      @Nullable String function,
      LiveStream handle,
      Runnable opened,
      Consumer<LiveEvent> listener)
      throws IOException {
    Paths path =
        Paths.of("stream")
            .with("topics", String.join(",", topics.stream().sorted().toList()))
            .with("function", function);
    handle.run(transport, path.toString(), opened, listener);
  }

  private HttpRequest get(Paths path) {
    return transport.request(path.toString(), TIMEOUT).GET().build();
  }

  private HttpRequest post(Paths path) {
    return transport.request(path.toString(), TIMEOUT).POST(BodyPublishers.noBody()).build();
  }

  private HttpRequest send(String method, Paths path, BodyPublisher body, @Nullable Long revision) {
    HttpRequest.Builder request =
        transport
            .request(path.toString(), UPLOAD_TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, body);
    return ifMatch(request, revision).build();
  }

  static HttpRequest.Builder ifMatch(HttpRequest.Builder request, @Nullable Long revision) {
    return revision == null ? request : request.header("If-Match", "\"" + revision + "\"");
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static List<String> tail(HttpResponse<?> response) {
    String encoded = header(response, SluiceHeaders.LOG_TAIL);
    if (encoded.isEmpty()) {
      return List.of();
    }
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).lines().toList();
  }
}
