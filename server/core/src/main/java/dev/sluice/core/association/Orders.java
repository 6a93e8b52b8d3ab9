package dev.sluice.core.association;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.association.Association.Ordered;
import dev.sluice.core.association.Association.Retention;
import dev.sluice.core.function.JsonPath;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes valid orders out of what callers ask for. */
final class Orders {
  private static final int USUAL_SHARDS = 16;
  private static final int MOST_SHARDS = 64;
  private static final int USUAL_KEPT = 10_000;
  private static final int MOST_KEPT = 100_000;
  private static final double MOST_SECONDS = 366 * 86_400.0;
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,64}");

  private Orders() {}

  static @Nullable Ordered make(AssociationSpec.@Nullable Ordered given, @Nullable String orderBy) {
    if (given == null) {
      return null;
    }
    if (orderBy != null) {
      throw invalid(
          "The association has orderBy and ordered.", "Give one of the two: ordered does more.");
    }
    String by = by(given.by());
    boolean bySource = by.equals(Ordered.BY_SOURCE);
    if (bySource && given.shards() != null) {
      throw invalid(
          "ordered by source has shards.", "Leave shards out: each source has its own shard.");
    }
    return new Ordered(
        by, bySource ? 0 : shards(given.shards()), blocks(given.onPoison()), retention(given));
  }

  private static String by(@Nullable String by) {
    if (by == null || by.isBlank()) {
      throw invalid(
          "ordered does not say by what.",
          "Set by to source, to an attribute like subject, or to a path like $.data.order.");
    }
    if (by.startsWith("$")) {
      try {
        JsonPath unused = JsonPath.parse(by);
      } catch (SluiceException e) {
        throw invalid(
            "ordered is by '" + Text.shorten(by, 80) + "'.", "Give a path like $.data.order.");
      }
    } else if (!ATTRIBUTE.matcher(by).matches()) {
      throw invalid(
          "ordered is by '" + Text.shorten(by, 80) + "'.",
          "It is source, an attribute like subject, or a path like $.data.order.");
    }
    return by;
  }

  private static int shards(@Nullable Integer given) {
    int shards = given == null ? USUAL_SHARDS : given;
    if (shards < 1 || shards > MOST_SHARDS) {
      throw invalid(
          "ordered has " + shards + " shards.",
          "It is a whole number from 1 to " + MOST_SHARDS + ".");
    }
    return shards;
  }

  private static boolean blocks(@Nullable String onPoison) {
    if (onPoison == null || onPoison.equals("park")) {
      return false;
    }
    if (onPoison.equals("block")) {
      return true;
    }
    throw invalid("onPoison is '" + Text.shorten(onPoison, 80) + "'.", "It is park or block.");
  }

  private static @Nullable Retention retention(AssociationSpec.Ordered ordered) {
    AssociationSpec.Retention given = ordered.retention();
    if (given == null) {
      return null;
    }
    int count = given.count() == null ? USUAL_KEPT : given.count();
    if (count < 1 || count > MOST_KEPT) {
      throw invalid(
          "The retention's count is " + count + ".",
          "It is a whole number from 1 to " + MOST_KEPT + ".");
    }
    Double seconds = given.seconds();
    if (seconds != null && !(seconds >= 1 && seconds <= MOST_SECONDS)) {
      throw invalid(
          "The retention's seconds are " + seconds + ".",
          "It is a number from 1 to " + (long) MOST_SECONDS + ".");
    }
    return new Retention(count, seconds == null ? null : Math.round(seconds * 1000));
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, hint);
  }
}
