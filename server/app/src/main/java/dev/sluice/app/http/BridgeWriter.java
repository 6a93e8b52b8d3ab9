package dev.sluice.app.http;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;

/** Takes one answer from Jersey. Not thread-safe. */
final class BridgeWriter implements ContainerResponseWriter {
  private final Request request;
  private final Response response;
  private final Problems problems;
  private final WholeBody whole = new WholeBody();
  private @Nullable OutputStream streamed;
  private @Nullable Throwable failure;

  BridgeWriter(Request request, Response response, Problems problems) {
    this.request = request;
    this.response = response;
    this.problems = problems;
  }

  @Override
  public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse answer) {
    response.setStatus(answer.getStatus());
    for (Map.Entry<String, List<String>> header : answer.getStringHeaders().entrySet()) {
      for (String value : header.getValue()) {
        response.getHeaders().add(header.getKey(), value);
      }
    }
    if (answer.getEntity() instanceof StreamingOutput) {
      streamed = Content.Sink.asOutputStream(response);
      return streamed;
    }
    return whole;
  }

  /** Sends what is there and ends the exchange. */
  void finish(Callback callback) throws IllegalStateException {
    if (failure != null) {
      abort(callback, failure);
    } else if (streamed != null) {
      close(streamed, callback);
    } else if (response.getStatus() >= Replies.REFUSALS_FROM && !whole.content().hasRemaining()) {
      // Jersey refuses some headers before anything of ours can tell why.
      Replies.send(request, response, problems.of(response.getStatus(), request), callback);
    } else {
      Replies.send(request, response, whole.content(), callback);
    }
  }

  private static void close(OutputStream out, Callback callback) {
    try {
      out.close();
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    }
  }

  /** Ends the exchange by Jetty's error handler, or by closing when the answer has begun. */
  void abort(Callback callback, Throwable error) {
    if (response.isCommitted()) {
      callback.failed(error);
    } else {
      Response.writeError(request, response, callback, error);
    }
  }

  @Override
  public boolean suspend(long timeout, TimeUnit unit, TimeoutHandler handler) {
    return false;
  }

  @Override
  public void setSuspendTimeout(long timeout, TimeUnit unit) {
    throw new IllegalStateException("no resource here suspends its request");
  }

  @Override
  public void commit() {
    // The answer is sent once Jersey has let go of the request.
  }

  @Override
  public void failure(Throwable error) {
    failure = error;
  }

  @Override
  public boolean enableResponseBuffering() {
    return false;
  }

  /** Keeps a whole body; one that comes in a single array is not copied. */
  private static final class WholeBody extends OutputStream {
    private ByteBuffer content = ByteBuffer.allocate(0);

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      if (!content.hasRemaining()) {
        content = ByteBuffer.wrap(bytes, from, count);
        return;
      }
      ByteBuffer joined = ByteBuffer.allocate(content.remaining() + count);
      joined.put(content).put(bytes, from, count).flip();
      content = joined;
    }

    ByteBuffer content() {
      return content;
    }
  }
}
