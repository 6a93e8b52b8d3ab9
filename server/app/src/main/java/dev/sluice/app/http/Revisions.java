package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Revisions as entity tags: the number in quotes. */
final class Revisions {
  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

  private Revisions() {}

  /**
   * The revision that an If-Match header asks for; null where any will do.
   *
   * @throws SluiceException {@code INVALID_REQUEST} when it is not one revision
   */
  static @Nullable Long required(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    var tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "If-Match is '" + Text.shorten(ifMatch, 80) + "'.",
          "Give the ETag of what was read, like If-Match: \"3\".");
    }
    return Long.valueOf(tag.group(1));
  }

  /** The answer to a read, without the body where the caller has it already. */
  static Response read(Object body, long revision, @Nullable String ifNoneMatch) {
    String tag = tag(revision);
    if (ifNoneMatch != null) {
      for (String known : ifNoneMatch.split(",", -1)) {
        String plain = known.strip();
        if (plain.equals("*") || plain.equals(tag) || plain.equals("W/" + tag)) {
          return Response.notModified().header(HttpHeaders.ETAG, tag).build();
        }
      }
    }
    return tagged(Answers.ok(body), revision);
  }

  /** The same answer with its entity tag. */
  static Response tagged(Response.ResponseBuilder answer, long revision) {
    return answer.header(HttpHeaders.ETAG, tag(revision)).build();
  }

  private static String tag(long revision) {
    return "\"" + revision + "\"";
  }
}
