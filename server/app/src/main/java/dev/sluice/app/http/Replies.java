package dev.sluice.app.http;

import dev.sluice.api.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;

/** Sends whole answers, so that they also reach a caller who is still sending. */
final class Replies {
  /** What is read and thrown away for that; a caller who sends more loses the connection. */
  private static final long MOST_DISCARDED = 256L << 20;

  /** The lowest status of a refusal. */
  static final int REFUSALS_FROM = 400;

  private Replies() {}

  /** Sends a problem. */
  static void send(Request request, Response response, Problem problem, Callback callback) {
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    String[] header = Problems.header(problem);
    if (header != null) {
      response.getHeaders().put(header[0], header[1]);
    }
    send(request, response, ByteBuffer.wrap(Json.write(problem)), callback);
  }

  /** Sends what an invocation's caller gets; of a HEAD, all but the body. */
  static void send(Request request, Response response, InvokeAnswer answer, Callback callback) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    if (!answer.contentType().isEmpty()) {
      headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
    }
    List<String> more = answer.headers();
    for (int i = 0; i < more.size(); i += 2) {
      headers.add(more.get(i), more.get(i + 1));
    }
    boolean bodiless =
        HttpMethod.HEAD.is(request.getMethod()) || answer.status() == HttpStatus.NO_CONTENT_204;
    byte[] body = bodiless ? new byte[0] : answer.body();
    send(request, response, ByteBuffer.wrap(body), callback);
  }

  /** Sends a body and ends the exchange. */
  static void send(Request request, Response response, ByteBuffer body, Callback callback) {
    if (response.getStatus() < REFUSALS_FROM || !mayHaveMore(request)) {
      response.write(true, body, callback);
      return;
    }
    try (Blocker.Callback written = Blocker.callback()) {
      response.write(true, body, written);
      written.block();
      discard(request);
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    }
  }

  /** One who waits for permission to send has sent nothing and will not. */
  private static boolean mayHaveMore(Request request) {
    return !request.getHeaders().contains(HttpHeader.EXPECT)
        && (request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
  }

  /** Closing with unread bytes makes the system drop the answer on its way. */
  private static void discard(Request request) throws IOException {
    InputStream rest = Content.Source.asInputStream(request);
    byte[] buffer = new byte[64 << 10];
    long discarded = 0;
    int count = rest.read(buffer);
    while (count >= 0 && discarded < MOST_DISCARDED) {
      discarded += count;
      count = rest.read(buffer);
    }
  }
}
