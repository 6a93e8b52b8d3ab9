package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.ExecutionBatch;
import dev.sluice.api.ExecutionBatchDone;
import dev.sluice.api.ExecutionExplanation;
import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.api.Page;
import dev.sluice.api.WorkflowAliasInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.api.WorkflowTest;
import dev.sluice.api.WorkflowTestResult;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workflows and their executions. Thread-safe. */
public final class WorkflowsClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String JSON = "application/json";
  private static final String WORKFLOWS = "workflows";
  private static final String EXECUTIONS = "executions";

  private final Transport transport;

  WorkflowsClient(Transport transport) {
    this.transport = transport;
  }

  /**
   * Deploys a file: a new version, unless the newest one has the same text.
   *
   * @param name null for the name in the document
   */
  public WorkflowInfo deploy(@Nullable String name, byte[] file) throws IOException {
    return deploy(name, file, null);
  }

  /**
   * As {@link #deploy(String, byte[])}, from a manifest.
   *
   * @param manifest its name; null leaves it as it is
   */
  public WorkflowInfo deploy(@Nullable String name, byte[] file, @Nullable String manifest)
      throws IOException {
    return transport.read(
        request(
            "POST",
            Paths.of(WORKFLOWS).with("name", name).with("manifest", manifest),
            "application/yaml",
            BodyPublishers.ofByteArray(file)),
        WorkflowInfo.class);
  }

  /** The newest version of each workflow, in order of their names, without texts. */
  public List<WorkflowInfo> list() throws IOException {
    Page<WorkflowInfo> page = transport.read(get(Paths.of(WORKFLOWS)), new TypeReference<>() {});
    return page.items();
  }

  /**
   * A version with its text.
   *
   * @param version its number; null for the newest
   */
  public WorkflowInfo get(String name, @Nullable Integer version) throws IOException {
    return transport.read(
        get(Paths.of(WORKFLOWS, name).with("version", version)), WorkflowInfo.class);
  }

  /** All versions, the newest first, without texts. */
  public List<WorkflowInfo> versions(String name) throws IOException {
    Page<WorkflowInfo> page =
        transport.read(get(Paths.of(WORKFLOWS, name, "versions")), new TypeReference<>() {});
    return page.items();
  }

  /** Deletes a workflow; executions go on. */
  public void delete(String name) throws IOException {
    transport.succeed(request("DELETE", Paths.of(WORKFLOWS, name), null, BodyPublishers.noBody()));
  }

  /** Starts an execution; it goes on from here whatever the server does. */
  public ExecutionInfo start(String workflow, ExecutionStart start) throws IOException {
    return transport.read(
        request("POST", Paths.of(WORKFLOWS, workflow, EXECUTIONS), JSON, Transport.json(start)),
        ExecutionInfo.class);
  }

  /** Tests a workflow or a task of it, with mocks in place of calls; nothing is kept or called. */
  public WorkflowTestResult test(WorkflowTest test) throws IOException {
    return transport.read(
        request("POST", Paths.of(EXECUTIONS, "test"), JSON, Transport.json(test)),
        WorkflowTestResult.class);
  }

  /**
   * One page of executions, the newest first.
   *
   * @param workflow only those of this one; null for all
   * @param status only those with it; null for all
   */
  public Page<ExecutionInfo> executions(
      @Nullable String workflow, @Nullable String status, int limit, @Nullable String cursor)
      throws IOException {
    return executions(new ExecutionSearch(workflow, status, null, null, null, null), limit, cursor);
  }

  /** One page of executions, the newest first. */
  public Page<ExecutionInfo> executions(ExecutionSearch search, int limit, @Nullable String cursor)
      throws IOException {
    return transport.read(
        get(
            Paths.of(EXECUTIONS)
                .with("workflow", search.workflow())
                .with("status", search.status())
                .with("key", search.key())
                .with("from", search.from())
                .with("to", search.to())
                .with("state", search.state())
                .with("limit", limit)
                .with("cursor", cursor)),
        new TypeReference<>() {});
  }

  /** Does something about many executions, or tells what would be done. */
  public ExecutionBatchDone fixAll(ExecutionBatch batch) throws IOException {
    return transport.read(
        request("POST", Paths.of(EXECUTIONS, "fixes"), JSON, Transport.json(batch)),
        ExecutionBatchDone.class);
  }

  /** The aliases of a workflow, by name. */
  public List<WorkflowAliasInfo> aliases(String workflow) throws IOException {
    Page<WorkflowAliasInfo> page =
        transport.read(get(Paths.of(WORKFLOWS, workflow, "aliases")), new TypeReference<>() {});
    return page.items();
  }

  /** Points an alias to versions. */
  public WorkflowAliasInfo setAlias(String workflow, String alias, AliasSpec spec)
      throws IOException {
    return transport.read(
        request("PUT", Paths.of(WORKFLOWS, workflow, "aliases", alias), JSON, Transport.json(spec)),
        WorkflowAliasInfo.class);
  }

  /** Deletes an alias. */
  public void deleteAlias(String workflow, String alias) throws IOException {
    transport.succeed(
        request(
            "DELETE",
            Paths.of(WORKFLOWS, workflow, "aliases", alias),
            null,
            BodyPublishers.noBody()));
  }

  public ExecutionInfo execution(String id) throws IOException {
    return transport.read(get(Paths.of(EXECUTIONS, id)), ExecutionInfo.class);
  }

  /** What happened, the oldest first: all of it. */
  public List<Map<String, Object>> history(String id) throws IOException {
    return history(id, 0);
  }

  /**
   * What happened, the oldest first.
   *
   * @param known so many events are left out: all of those that were read before
   */
  public List<Map<String, Object>> history(String id, int known) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    String cursor = known == 0 ? null : Integer.toString(known);
    do {
      Page<Map<String, Object>> page =
          transport.read(
              get(Paths.of(EXECUTIONS, id, "history").with("limit", 10_000).with("cursor", cursor)),
              new TypeReference<>() {});
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  /** What an execution waits for. */
  public ExecutionExplanation explain(String id) throws IOException {
    return transport.read(get(Paths.of(EXECUTIONS, id, "explain")), ExecutionExplanation.class);
  }

  /**
   * Does something about an execution.
   *
   * @param fix {@code suspend}, {@code resume}, {@code cancel}, {@code retry}, {@code redrive},
   *     {@code skip}, {@code jump}, {@code context}, {@code timer} or {@code deliver}
   */
  public ExecutionInfo fix(String id, String fix, ExecutionFix how) throws IOException {
    return transport.read(
        request("POST", Paths.of(EXECUTIONS, id, fix), JSON, Transport.json(how)),
        ExecutionInfo.class);
  }

  private HttpRequest get(Paths path) {
    return request("GET", path, null, BodyPublishers.noBody());
  }

  private HttpRequest request(
      String method, Paths path, @Nullable String contentType, BodyPublisher body) {
    HttpRequest.Builder request = transport.request(path.toString(), TIMEOUT).method(method, body);
    return contentType == null
        ? request.build()
        : request.header("Content-Type", contentType).build();
  }
}
