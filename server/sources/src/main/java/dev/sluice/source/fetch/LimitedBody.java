package dev.sluice.source.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body that ends with an error once it has too many bytes. Confined as its interface says. */
final class LimitedBody<T> implements BodySubscriber<T> {
  private final BodySubscriber<T> inner;
  private final long most;
  private Flow.@Nullable Subscription subscription;
  private long bytes;

  LimitedBody(BodySubscriber<T> inner, long most) {
    this.inner = inner;
    this.most = most;
  }

  /** The body has more bytes than it may have. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    inner.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (bytes > most) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      bytes += buffer.remaining();
    }
    if (bytes <= most) {
      inner.onNext(buffers);
      return;
    }
    if (subscription != null) {
      subscription.cancel();
    }
    inner.onError(new TooLargeException());
  }

  @Override
  public void onError(Throwable error) {
    inner.onError(error);
  }

  @Override
  public void onComplete() {
    inner.onComplete();
  }

  @Override
  public CompletionStage<T> getBody() {
    return inner.getBody();
  }
}
