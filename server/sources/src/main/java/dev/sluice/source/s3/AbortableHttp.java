package dev.sluice.source.s3;

import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** Lets requests that another thread waits for be ended. Thread-safe. */
final class AbortableHttp implements SdkHttpClient {
  private final SdkHttpClient http;
  private final Set<ExecutableHttpRequest> open = new HashSet<>();
  private boolean aborted;

  AbortableHttp(SdkHttpClient http) {
    this.http = http;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(request);
    synchronized (this) {
      if (aborted) {
        throw SdkClientException.create("The connection is closed.");
      }
      open.add(prepared);
    }
    return prepared;
  }

  /** The answer of the last request has been read. */
  synchronized void forget() {
    open.clear();
  }

  /** Ends what is on its way, and lets nothing begin. */
  synchronized void abort() {
    aborted = true;
    open.forEach(ExecutableHttpRequest::abort);
  }

  @Override
  public void close() {
    http.close();
  }
}
