package dev.sluice.source.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.source.content.Content;
import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.binding.Access;
import dev.sluice.spi.binding.Resource;
import dev.sluice.spi.source.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One client, whose connections are kept. It does not follow redirections. Thread-safe. */
final class WebResource implements Resource {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          // Servers of plain HTTP are asked for no other version on each connection.
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final Settings connection;

  WebResource(Settings connection) {
    this.connection = connection;
  }

  @Override
  public byte[] read(Access access) throws Exception {
    URI url = url(access);
    HttpResponse<InputStream> response = send(url, request(url, access).GET().build());
    ObjectNode read = JsonNodeFactory.instance.objectNode();
    read.put("status", response.statusCode());
    ObjectNode headers = read.putObject("headers");
    response.headers().map().forEach((name, all) -> headers.put(name, String.join(", ", all)));
    String type = response.headers().firstValue("content-type").orElse("");
    try (InputStream body = response.body()) {
      read.set("body", Content.read(Content.all(body, access.limit()), type));
    } catch (IOException e) {
      throw NetworkFailure.of(server(url), e);
    }
    return Content.json(read);
  }

  @Override
  public void write(List<Access> items) throws Exception {
    for (Access access : items) {
      URI url = url(access);
      Content.Written content = Content.write(access.value());
      HttpRequest.Builder request = HttpRequest.newBuilder(url);
      request.setHeader("Content-Type", content.type());
      complete(request, access);
      request.method(access.settings().text("method"), BodyPublishers.ofByteArray(content.bytes()));
      HttpResponse<InputStream> response = send(url, request.build());
      try (InputStream body = response.body()) {
        // To its end, or the connection would not be kept.
        byte[] unused = body.readNBytes(access.limit());
      } catch (IOException e) {
        throw NetworkFailure.of(server(url), e);
      }
      if (response.statusCode() / 100 != 2) {
        throw new NetworkFailure(
            server(url) + " answers with the status " + response.statusCode() + ".", null);
      }
    }
  }

  private static URI url(Access access) {
    String text = access.text("url", WebResource::percent);
    if (Content.wanders(text.replaceFirst("\\?.*", ""))) {
      throw new IllegalArgumentException("A part of the URL's path would be . or ..");
    }
    return URI.create(text);
  }

  private static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(URI url, Access access) {
    return complete(HttpRequest.newBuilder(url), access);
  }

  private HttpRequest.Builder complete(HttpRequest.Builder request, Access access) {
    request.timeout(access.left()).setHeader("User-Agent", "sluice");
    access.map("headers", Content::plain).forEach(request::setHeader);
    String token = connection.find("token");
    String header = connection.find("token-header");
    if (token != null && header != null) {
      request.setHeader(header, token);
    } else if (token != null) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    return request;
  }

  private HttpResponse<InputStream> send(URI url, HttpRequest request)
      throws NetworkFailure, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw NetworkFailure.of(server(url), e);
    }
  }

  private static String server(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  @Override
  public void close() {
    // The client's threads end when nothing refers to it.
  }
}
