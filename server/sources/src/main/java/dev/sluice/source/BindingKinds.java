package dev.sluice.source;

import dev.sluice.source.file.FileBinding;
import dev.sluice.source.file.Volumes;
import dev.sluice.source.http.HttpBinding;
import dev.sluice.source.s3.S3Binding;
import dev.sluice.source.sql.SqlBinding;
import dev.sluice.spi.binding.BindingKind;
import java.util.List;

/** The kinds of bindings of this module. */
public final class BindingKinds {
  private BindingKinds() {}

  /**
   * All of them.
   *
   * @param volumes where files are
   */
  public static List<BindingKind> all(Volumes volumes) {
    return List.of(new HttpBinding(), new SqlBinding(), new S3Binding(), new FileBinding(volumes));
  }
}
