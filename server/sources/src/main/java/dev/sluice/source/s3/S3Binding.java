package dev.sluice.source.s3;

import dev.sluice.source.content.Content;
import dev.sluice.spi.binding.BindingKind;
import dev.sluice.spi.binding.Direction;
import dev.sluice.spi.binding.Resource;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Objects of a bucket. Thread-safe. */
public final class S3Binding implements BindingKind {
  @Override
  public String name() {
    return "s3";
  }

  @Override
  public String summary() {
    return "Reads an object of an S3 bucket (in), or writes one (out).";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(S3Address.options());
    options.add(Option.text("key", "Of the object, like users/{event.data.user}.json.").must());
    options.add(Option.flag("optional", "An in is null where there is no such object."));
    options.add(
        Option.text("content-type", "Of what an out writes; told by the value when left out."));
    return options;
  }

  @Override
  public Set<String> connection() {
    return S3Address.options().stream().map(Option::name).collect(Collectors.toSet());
  }

  @Override
  public Set<String> expressions() {
    return Set.of("key");
  }

  @Override
  public boolean connects() {
    return true;
  }

  @Override
  public void check(Direction direction, Settings settings) throws InvalidSettingException {
    S3Address.check(settings);
    if (Content.wanders(settings.text("key"))) {
      throw new InvalidSettingException("key", "a part of it is . or ..");
    }
  }

  @Override
  public Resource open(Settings settings) {
    return new BucketResource(settings);
  }
}
