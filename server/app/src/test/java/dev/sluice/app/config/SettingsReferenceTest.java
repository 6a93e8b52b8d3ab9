package dev.sluice.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.reference.ReferencePage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {

  @Test
  void shouldBeTheReference() throws IOException {
    ReferencePage page =
        new ReferencePage(
            "settings",
            "Settings of the server",
            """
            From weak to strong: the default, the file of `sluice server --config FILE` (`key = value`, a line each), the
            variable, the option. Times are like `500ms`, `10s`, `5m`, `2h`, `7d`, sizes like `64KiB`, `6MiB`, `1GiB`.""");
    page.table("key", "default", "variable", "what it is");
    for (Setting setting : Setting.values()) {
      String fallback = setting.fallback();
      assertThat(setting.about()).as(setting.key()).endsWith(".");
      page.row(
          "`" + setting.key() + "`",
          fallback.isEmpty() ? "" : "`" + fallback + "`",
          "`" + setting.variable() + "`",
          setting.about());
    }
    page.check();
  }
}
