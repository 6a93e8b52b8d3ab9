package dev.sluice.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessServiceTest {
  private final AccessService access = new AccessService("secret");

  @Test
  void shouldLetTheAdminInAndIntoTheNamespaceItPicks() {
    assertThat(access.authenticate("Bearer secret", null).namespace()).isEqualTo("default");
    assertThat(access.authenticate("bearer secret ", "team").namespace()).isEqualTo("team");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer secre",
        "Bearer secret2",
        "Basic secret",
        "secret"
      })
  void shouldRefuseEverythingElse(String header) {
    assertThatThrownBy(() -> access.authenticate(header, null))
        .isInstanceOfSatisfying(
            SluiceException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
  }

  @Test
  void shouldRefuseBadNamespace() {
    assertThatThrownBy(() -> access.authenticate("Bearer secret", "../x"))
        .isInstanceOfSatisfying(
            SluiceException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_NAME));
  }
}
