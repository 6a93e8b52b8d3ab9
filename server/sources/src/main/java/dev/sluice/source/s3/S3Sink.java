package dev.sluice.source.s3;

import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkKind;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.ArrayList;
import java.util.List;

/** Puts each event into a bucket, as an object of its own. Thread-safe. */
public final class S3Sink implements SinkKind {
  @Override
  public String name() {
    return "s3";
  }

  @Override
  public String summary() {
    return "Puts each event into an S3 bucket, as an object called by its id.";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(S3Address.options());
    options.add(
        Option.text("prefix", "Of the keys, like events/; the id and .json come behind it."));
    return options;
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    S3Address.check(settings);
  }

  @Override
  public Sink open(Settings settings) {
    return new BucketWriter(settings);
  }
}
