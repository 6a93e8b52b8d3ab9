package dev.sluice.source.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.spi.code.PushCheck;
import dev.sluice.spi.source.PushSource.Request;
import dev.sluice.spi.source.RefusedRequestException;
import dev.sluice.spi.source.RefusedRequestException.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Pushes as GitHub, Gitea and Forgejo sign them with HMAC-SHA256, and as GitLab sends them with its
 * token. Thread-safe.
 */
public final class ForgePushes implements PushCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SIGNATURE = "x-hub-signature-256";
  private static final String TOKEN = "x-gitlab-token";
  private static final String FORM = "payload=";

  @Override
  public @Nullable Push read(Request request, String secret) throws RefusedRequestException {
    if (!request.method().equals("POST")) {
      throw new RefusedRequestException(Reason.MALFORMED, "Pushes are sent by POST.");
    }
    String problem = problem(request, secret);
    if (problem != null) {
      throw new RefusedRequestException(Reason.UNAUTHENTICATED, problem);
    }
    if (!isPush(request)) {
      return null;
    }
    JsonNode body = body(request);
    JsonNode ref = body.path("ref");
    if (!ref.isTextual()) {
      throw new RefusedRequestException(Reason.MALFORMED, "The push does not say its ref.");
    }
    JsonNode branch = body.path("repository").path("default_branch");
    if (!branch.isTextual()) {
      branch = body.path("project").path("default_branch");
    }
    return new Push(ref.textValue(), branch.textValue());
  }

  private static @Nullable String problem(Request request, String secret) {
    if (request.header(SIGNATURE) != null) {
      return Signatures.HMAC_SHA256.problem(request, secret, SIGNATURE, Instant.EPOCH);
    }
    if (request.header(TOKEN) != null) {
      return Signatures.TOKEN.problem(request, secret, TOKEN, Instant.EPOCH);
    }
    return Signatures.missing("X-Hub-Signature-256 or X-Gitlab-Token");
  }

  private static boolean isPush(Request request) {
    String github = request.header("x-github-event");
    String gitlab = request.header("x-gitlab-event");
    if (github != null) {
      return github.equals("push");
    }
    return gitlab == null || gitlab.equals("Push Hook") || gitlab.equals("Tag Push Hook");
  }

  private static JsonNode body(Request request) throws RefusedRequestException {
    String text = new String(request.body(), StandardCharsets.UTF_8);
    String type = request.header("content-type");
    try {
      if (type != null
          && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
          && text.startsWith(FORM)) {
        text = URLDecoder.decode(text.substring(FORM.length()), StandardCharsets.UTF_8);
      }
      return JSON.readTree(text);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new RefusedRequestException(Reason.MALFORMED, "The push is not JSON.");
    }
  }
}
