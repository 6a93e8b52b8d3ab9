package dev.sluice.source.s3;

import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.source.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a source's definition would say of a place's bucket. Immutable. */
record BucketSettings(CodePlace.Bucket place) implements Settings {
  @Override
  public String namespace() {
    return "";
  }

  @Override
  public String source() {
    return "";
  }

  @Override
  public @Nullable String find(String option) {
    return switch (option) {
      case "bucket" -> place.bucket();
      case "endpoint" -> place.endpoint();
      case "region" -> place.region();
      case "access-key" -> place.accessKey();
      case "secret-key" -> place.secretKey();
      default -> throw unknown(option);
    };
  }

  @Override
  public String text(String option) {
    String text = find(option);
    if (text == null) {
      throw unknown(option);
    }
    return text;
  }

  /** Only AWS has a host for each bucket everywhere. */
  @Override
  public boolean flag(String option) {
    return place.endpoint() != null;
  }

  @Override
  public long integer(String option) {
    throw unknown(option);
  }

  @Override
  public Duration duration(String option) {
    throw unknown(option);
  }

  @Override
  public List<String> texts(String option) {
    throw unknown(option);
  }

  @Override
  public Map<String, String> map(String option) {
    throw unknown(option);
  }

  private static IllegalArgumentException unknown(String option) {
    return new IllegalArgumentException("a bucket of code has no option " + option);
  }
}
