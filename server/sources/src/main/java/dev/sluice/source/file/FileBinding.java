package dev.sluice.source.file;

import dev.sluice.spi.binding.BindingKind;
import dev.sluice.spi.binding.Direction;
import dev.sluice.spi.binding.Resource;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Files of a volume of the namespace. Thread-safe. */
public final class FileBinding implements BindingKind {
  private static final Pattern VOLUME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final Volumes volumes;

  /** Files of these. */
  public FileBinding(Volumes volumes) {
    this.volumes = volumes;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String summary() {
    return "Reads a file of a volume that the server keeps (in), or writes one (out).";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.text("volume", "A folder of the namespace; it is there once something is written.")
            .must(),
        Option.text("path", "Of the file in it, like users/{event.data.user}.json.").must(),
        Option.flag("optional", "An in is null where there is no such file."));
  }

  @Override
  public Set<String> connection() {
    return Set.of("volume");
  }

  @Override
  public Set<String> expressions() {
    return Set.of("path");
  }

  @Override
  public boolean connects() {
    return false;
  }

  @Override
  public void check(Direction direction, Settings settings) throws InvalidSettingException {
    if (!VOLUME.matcher(settings.text("volume")).matches()) {
      throw new InvalidSettingException(
          "volume", "it is not of lower case letters, digits and hyphens, at most 63");
    }
    try {
      String unused = FilePath.checked(settings.text("path"));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("path", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Resource open(Settings settings) {
    return new VolumeResource(volumes, settings.namespace(), settings.text("volume"));
  }
}
