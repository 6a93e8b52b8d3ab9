package dev.sluice.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nX: 1\r\nContent-Length: 12\r\n\r\n";

  @Test
  void shouldFindTheEndFromTheLength() {
    byte[] answer = (HEAD + "hello world!").getBytes(StandardCharsets.US_ASCII);
    assertThat(Answer.end(answer, answer.length)).isEqualTo(answer.length);
    assertThat(Answer.isOk(answer, answer.length)).isTrue();
  }

  @Test
  void shouldWaitForTheWholeHead() {
    byte[] answer = HEAD.getBytes(StandardCharsets.US_ASCII);
    for (int size = 0; size < answer.length; size++) {
      assertThat(Answer.end(answer, size)).isEqualTo(-1);
    }
  }

  @Test
  void shouldSeeThatAStatusIsNot200() {
    byte[] answer = "HTTP/1.1 502 Bad\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(Answer.isOk(answer, answer.length)).isFalse();
  }

  @Test
  void shouldRefuseAnAnswerWithoutLength() {
    byte[] answer = "HTTP/1.1 200 OK\r\nX: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> Answer.end(answer, answer.length))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Content-Length");
  }
}
