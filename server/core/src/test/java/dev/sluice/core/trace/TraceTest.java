package dev.sluice.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What W3C's Trace Context says of its header. */
class TraceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @ParameterizedTest
  @CsvSource({
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, true",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00, false",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03, true",
    "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-fe, false",
    "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-has, true"
  })
  void shouldReadHeadersOfThisAndLaterVersions(String header, boolean sampled) {
    assertThat(Trace.parse(header)).isEqualTo(new Trace(TRACE, SPAN, sampled));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
        " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
        "0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      })
  void shouldBeginANewTraceForWhatIsNotValid(String header) {
    assertThat(Trace.parse(header)).isNull();
    assertThat(new Traces(() -> 1).of(header).text())
        .isEqualTo("00-00000000000000010000000000000001-0000000000000001-01");
  }

  @Test
  void shouldGoOnWithTheCallersTraceAtAPlaceOfItsOwn() {
    Trace caller = new Trace(TRACE, SPAN, false);
    Trace within = new Traces(() -> 255).within(new Traces(() -> 1).of(caller.text()));
    assertThat(within.text()).isEqualTo("00-" + TRACE + "-00000000000000ff-00");
  }

  @Test
  void shouldMakeNoIdOfZeros() {
    Iterator<Long> numbers = List.of(0L, 7L, 0L, 0L, 8L, 9L).iterator();
    assertThat(new Traces(numbers::next).of(null).text())
        .isEqualTo("00-00000000000000070000000000000008-0000000000000009-01");
  }
}
