package dev.sluice.source.s3;

import dev.sluice.spi.source.PushSource.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The token that a sender shows. MinIO has it in a header, SNS as the password of its address, and
 * Ceph can only be given an address: there it is in the query.
 */
final class Tokens {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private Tokens() {}

  static boolean proves(Request request, String secret) {
    byte[] right = secret.getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (String given : given(request)) {
      found |= MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right);
    }
    return found;
  }

  private static List<String> given(Request request) {
    List<String> given = new ArrayList<>();
    @Nullable String header = request.header("authorization");
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      given.add(header.substring(BEARER.length()).strip());
    } else if (header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      given.add(password(header.substring(BASIC.length()).strip()));
    }
    @Nullable String query = request.query();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      if (pair.startsWith("token=")) {
        given.add(decoded(pair.substring("token=".length())));
      }
    }
    return given;
  }

  private static String password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
