package dev.sluice.core.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.option.Value;
import dev.sluice.spi.binding.Access;
import dev.sluice.spi.binding.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long connections of bindings are kept. */
class OpenResourcesTest {
  private static final OpenResources.Key KEY =
      new OpenResources.Key("here", "kind", Map.of("password", new Value.Secret("secret")));

  private final AtomicLong now = new AtomicLong();
  private final OpenResources resources = new OpenResources(now::get);

  private static final class Counted implements Resource {
    private int closed;

    @Override
    public byte[] read(Access access) {
      return new byte[0];
    }

    @Override
    public void write(List<Access> items) {}

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void shouldShareOneAmongAllWhoSayTheSame() throws Exception {
    Counted first = new Counted();

    OpenResources.Open one = resources.take(KEY, () -> first);
    OpenResources.Open same = resources.take(KEY, Counted::new);
    OpenResources.Open other =
        resources.take(new OpenResources.Key("there", "kind", KEY.options()), Counted::new);

    assertThat(same).isSameAs(one);
    assertThat(other).isNotSameAs(one);
  }

  @Test
  void shouldCloseOneThatWasIdleForSoLongAndNoneThatIsUsed() throws Exception {
    Counted resource = new Counted();
    OpenResources.Open one = resources.take(KEY, () -> resource);
    now.addAndGet(Duration.ofHours(1).toNanos());

    resources.closeIdle(Duration.ofMinutes(5));
    assertThat(resource.closed).isZero();

    resources.leave(one);
    now.addAndGet(Duration.ofMinutes(4).toNanos());
    resources.closeIdle(Duration.ofMinutes(5));
    assertThat(resource.closed).isZero();

    now.addAndGet(Duration.ofMinutes(1).toNanos());
    resources.closeIdle(Duration.ofMinutes(5));
    assertThat(resource.closed).isEqualTo(1);
    assertThat(resources.take(KEY, Counted::new)).isNotSameAs(one);
  }

  @Test
  void shouldOpenAnotherOnceItsSecretChangedAndCloseTheOldOneWithItsLastUser() throws Exception {
    Counted resource = new Counted();
    OpenResources.Open one = resources.take(KEY, () -> resource);

    resources.secretChanged("there", "secret");
    resources.secretChanged("here", "other");
    assertThat(resources.take(KEY, Counted::new)).isSameAs(one);
    resources.secretChanged("here", "secret");

    assertThat(resources.take(KEY, Counted::new)).isNotSameAs(one);
    resources.leave(one);
    assertThat(resource.closed).isZero();
    resources.leave(one);
    assertThat(resource.closed).isEqualTo(1);
  }

  @Test
  void shouldGiveNothingOutOnceItIsClosed() throws Exception {
    Counted resource = new Counted();
    resources.leave(resources.take(KEY, () -> resource));

    resources.close();

    assertThat(resource.closed).isEqualTo(1);
    assertThatThrownBy(() -> resources.take(KEY, Counted::new))
        .isInstanceOf(InterruptedException.class);
  }
}
