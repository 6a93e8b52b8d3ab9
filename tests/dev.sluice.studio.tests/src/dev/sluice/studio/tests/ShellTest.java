package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;

class ShellTest {

  @Test
  void shouldRunTheShippedProduct() {
    assertThat(Platform.getProduct().getId()).isEqualTo("dev.sluice.studio.rcp.product");
  }
}
