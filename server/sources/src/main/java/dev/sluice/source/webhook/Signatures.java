package dev.sluice.source.webhook;

import dev.sluice.spi.source.PushSource.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Ways in which a request proves who sent it. */
enum Signatures {
  /** It does not: whoever knows the address may send. */
  NONE {
    @Override
    @Nullable String problem(Request request, String secret, @Nullable String header, Instant now) {
      return null;
    }
  },

  /** A header is the secret, as GitLab's and that of many others. */
  TOKEN {
    @Override
    @Nullable String problem(Request request, String secret, @Nullable String header, Instant now) {
      String name = header == null ? "authorization" : header;
      String given = request.header(name);
      if (given == null) {
        return missing(name);
      }
      String bare =
          given.regionMatches(true, 0, BEARER, 0, BEARER.length())
              ? given.substring(BEARER.length()).strip()
              : given;
      return same(bytes(bare), bytes(secret)) ? null : "The token is wrong.";
    }
  },

  /** A header has the HMAC-SHA256 of the body, in hexadecimal or Base64, as GitHub's. */
  HMAC_SHA256 {
    @Override
    @Nullable String problem(Request request, String secret, @Nullable String header, Instant now) {
      String name = header == null ? "x-hub-signature-256" : header;
      String given = request.header(name);
      if (given == null) {
        return missing(name);
      }
      String bare = given.startsWith("sha256=") ? given.substring("sha256=".length()) : given;
      return isOneOf(List.of(bare), hmac(bytes(secret), request.body())) ? null : WRONG;
    }
  },

  /** The Standard Webhooks specification: id, time and body are signed. */
  STANDARD_WEBHOOKS {
    @Override
    @Nullable String problem(Request request, String secret, @Nullable String header, Instant now) {
      String id = request.header("webhook-id");
      String given = request.header("webhook-signature");
      String time = request.header("webhook-timestamp");
      if (id == null || given == null || time == null) {
        return missing("webhook-id, webhook-timestamp or webhook-signature");
      }
      List<String> signatures = new ArrayList<>();
      for (String one : given.split(" ", MOST_SIGNATURES)) {
        if (one.startsWith("v1,")) {
          signatures.add(one.substring("v1,".length()));
        }
      }
      byte[] signed = join(bytes(id + "." + time + "."), request.body());
      return late(time, now, isOneOf(signatures, hmac(key(secret), signed)));
    }

    private byte[] key(String secret) {
      if (!secret.startsWith("whsec_")) {
        return bytes(secret);
      }
      try {
        return Base64.getDecoder().decode(secret.substring("whsec_".length()));
      } catch (IllegalArgumentException e) {
        return bytes(secret);
      }
    }
  },

  /** Slack's: time and body are signed. */
  SLACK {
    @Override
    @Nullable String problem(Request request, String secret, @Nullable String header, Instant now) {
      String given = request.header("x-slack-signature");
      String time = request.header("x-slack-request-timestamp");
      if (given == null || time == null) {
        return missing("x-slack-signature or x-slack-request-timestamp");
      }
      byte[] signed = join(bytes("v0:" + time + ":"), request.body());
      String bare = given.startsWith("v0=") ? given.substring("v0=".length()) : "";
      return late(time, now, isOneOf(List.of(bare), hmac(bytes(secret), signed)));
    }
  },

  /** Stripe's: time and body are signed, both in one header. */
  STRIPE {
    @Override
    @Nullable String problem(Request request, String secret, @Nullable String header, Instant now) {
      String given = request.header("stripe-signature");
      if (given == null) {
        return missing("stripe-signature");
      }
      String time = "";
      List<String> signatures = new ArrayList<>();
      for (String part : given.split(",", MOST_SIGNATURES)) {
        String one = part.strip();
        if (one.startsWith("t=")) {
          time = one.substring(2);
        } else if (one.startsWith("v1=")) {
          signatures.add(one.substring(3));
        }
      }
      byte[] signed = join(bytes(time + "."), request.body());
      return late(time, now, isOneOf(signatures, hmac(bytes(secret), signed)));
    }
  };

  /** What definitions call them. */
  static final List<String> SCHEMES = Arrays.stream(values()).map(one -> one.word()).toList();

  private static final String BEARER = "Bearer ";
  private static final String WRONG = "The signature is wrong.";
  private static final int MOST_SIGNATURES = 10;

  /** Whoever caught a request may not send it again later than this. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /**
   * Why a request proves nothing, or null.
   *
   * @param header the definition's own name for the header, or null
   */
  abstract @Nullable String problem(
      Request request, String secret, @Nullable String header, Instant now);

  static Signatures of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  boolean needsSecret() {
    return this != NONE;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String missing(String header) {
    return "The header " + header + " is missing.";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  static @Nullable String late(String seconds, Instant now, boolean right) {
    if (!right) {
      return WRONG;
    }
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(seconds));
      return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0
          ? null
          : "The request was signed more than five minutes ago, or hence.";
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return "The time of the signature is not a number of seconds.";
    }
  }

  static boolean isOneOf(List<String> given, byte[] right) {
    boolean found = false;
    for (String one : given) {
      found |= same(decoded(one), right);
    }
    return found;
  }

  private static byte[] decoded(String text) {
    try {
      return text.length() == 64 ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Takes as long for a near miss as for any other. */
  static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
