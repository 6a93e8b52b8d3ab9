package dev.sluice.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.Problem;
import dev.sluice.client.SluiceApiException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that the server refuses. */
public final class Refused {
  private Refused() {}

  /** The call must be refused with this code and its status; returns the problem. */
  public static Problem with(ErrorCode code, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).as("must be refused with " + code).isInstanceOf(SluiceApiException.class);
    Problem problem = ((SluiceApiException) thrown).problem();
    assertThat(problem.code()).as(problem.toString()).isEqualTo(code.code());
    assertThat(problem.status()).isEqualTo(code.status());
    assertThat(problem.title()).isEqualTo(code.title());
    assertThat(problem.detail()).isNotBlank();
    return problem;
  }
}
