package dev.sluice.source.s3;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Objects of a bucket, which is listed now and then. Thread-safe. */
public final class S3Source implements PullSource {
  static final String KIND = "s3";

  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public String summary() {
    return "Objects of an S3 bucket that come, change or go; it is listed now and then.";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(S3Address.options());
    options.addAll(
        List.of(
            Option.text("prefix", "Of the keys that are watched; all where nothing is said."),
            Option.texts("suffixes", "One of which a key has that is watched, like .jpg."),
            Option.flag("existing", "Also bring an event for each object that is there at first."),
            Option.duration("interval", "How long to wait before listing again.").or("1m")));
    return options;
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    S3Address.check(settings);
    if (settings.duration("interval").compareTo(LEAST_INTERVAL) < 0) {
      throw new InvalidSettingException("interval", "it is less than a second");
    }
  }

  @Override
  public Connection connect(Settings settings) {
    return new S3Connection(settings);
  }
}
