package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.JobInfo;
import dev.sluice.api.JobResult;
import dev.sluice.api.JobRetried;
import dev.sluice.api.JobSpec;
import dev.sluice.api.Page;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Batch jobs. Thread-safe. */
public final class JobsClient {
  /** An input may be large. */
  private static final Duration START = Duration.ofMinutes(5);

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String JSON = "application/json";
  private static final String ROOT = "jobs";

  private final Transport transport;

  JobsClient(Transport transport) {
    this.transport = transport;
  }

  /** Starts a job of a function. */
  public JobInfo start(String function, JobSpec spec) throws IOException {
    return transport.read(
        transport
            .request(Paths.of("functions", function, ROOT).toString(), START)
            .header("Content-Type", JSON)
            .POST(Transport.json(spec))
            .build(),
        JobInfo.class);
  }

  /** The job of this id. */
  public JobInfo get(String id) throws IOException {
    return transport.read(bodiless("GET", Paths.of(ROOT, id)), JobInfo.class);
  }

  /**
   * One page of jobs, newest first.
   *
   * @param function only its jobs, or null for all
   * @param status only those, or null for all
   * @param cursor null for the first page
   */
  public Page<JobInfo> list(
      @Nullable String function,
      @Nullable String status,
      @Nullable Integer limit,
      @Nullable String cursor)
      throws IOException {
    return transport.read(
        bodiless(
            "GET",
            Paths.of(ROOT)
                .with("function", function)
                .with("status", status)
                .with("limit", limit)
                .with("cursor", cursor)),
        new TypeReference<>() {});
  }

  /**
   * One page of how tasks have ended, by their numbers, also while others run.
   *
   * @param status only those, or null for all
   * @param cursor null for the first page
   */
  public Page<JobResult> results(
      String id, @Nullable String status, @Nullable Integer limit, @Nullable String cursor)
      throws IOException {
    return transport.read(
        bodiless(
            "GET",
            Paths.of(ROOT, id, "results")
                .with("status", status)
                .with("limit", limit)
                .with("cursor", cursor)),
        new TypeReference<>() {});
  }

  /** Lets no task begin. */
  public JobInfo pause(String id) throws IOException {
    return transport.read(bodiless("POST", Paths.of(ROOT, id, "pause")), JobInfo.class);
  }

  /** Lets tasks begin again. */
  public JobInfo resume(String id) throws IOException {
    return transport.read(bodiless("POST", Paths.of(ROOT, id, "resume")), JobInfo.class);
  }

  /** Takes all tasks out that do not run. */
  public JobInfo cancel(String id) throws IOException {
    return transport.read(bodiless("DELETE", Paths.of(ROOT, id)), JobInfo.class);
  }

  /**
   * Runs tasks again that failed; returns how many.
   *
   * @param task its number, or null for all
   */
  public int retry(String id, @Nullable Long task) throws IOException {
    return transport
        .read(bodiless("POST", Paths.of(ROOT, id, "retry").with("task", task)), JobRetried.class)
        .count();
  }

  private HttpRequest bodiless(String method, Paths path) {
    return transport
        .request(path.toString(), TIMEOUT)
        .method(method, BodyPublishers.noBody())
        .build();
  }
}
