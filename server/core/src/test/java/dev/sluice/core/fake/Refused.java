package dev.sluice.core.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Calls that the core refuses. */
public final class Refused {
  private Refused() {}

  /** The call must be refused with this code. */
  public static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SluiceException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
