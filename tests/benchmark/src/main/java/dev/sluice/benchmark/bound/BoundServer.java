package dev.sluice.benchmark.bound;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * What no platform can beat on this machine: Jetty reads a request, hands its bytes to one of two
 * warm children over a Unix socket, and sends what comes back. No routing, no token, no record, no
 * log, no sandbox. {@code POST /python} and {@code POST /node}.
 */
public final class BoundServer extends Handler.Abstract {
  private static final int CHILDREN = 2;

  private final Map<String, ArrayBlockingQueue<Child>> children;

  private BoundServer(Map<String, ArrayBlockingQueue<Child>> children) {
    this.children = children;
  }

  /**
   * Starts the server, prints {@code bound ready: PORT} and serves until stdin ends.
   *
   * @param args a scratch directory, then the Python and the Node child's script
   */
  public static void main(String[] args) throws Exception {
    Path scratch = Path.of(args[0]);
    ArrayBlockingQueue<Child> python = new ArrayBlockingQueue<>(CHILDREN);
    ArrayBlockingQueue<Child> node = new ArrayBlockingQueue<>(CHILDREN);
    for (int i = 0; i < CHILDREN; i++) {
      python.add(
          Child.start(
              scratch.resolve("python" + i),
              List.of("/usr/bin/python3", "-S", "-E", "-I", args[1])));
      node.add(Child.start(scratch.resolve("node" + i), List.of("/usr/bin/node", args[2])));
    }
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new BoundServer(Map.of("/python", python, "/node", node)));
    server.start();
    System.out.println("bound ready: " + connector.getLocalPort());
    while (System.in.read() >= 0) {
      // Stdin ends when the benchmark does, however it does.
    }
    server.stop();
    for (ArrayBlockingQueue<Child> queue : List.of(python, node)) {
      for (Child child : queue) {
        child.close();
      }
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ArrayBlockingQueue<Child> queue = children.get(Request.getPathInContext(request));
    if (queue == null) {
      return false;
    }
    ByteBuffer body = Content.Source.asByteBuffer(request);
    byte[] payload = new byte[body.remaining()];
    body.get(payload);
    Child child = queue.take();
    byte[] reply;
    try {
      reply = child.call(payload);
    } finally {
      queue.add(child);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(reply), callback);
    return true;
  }
}
