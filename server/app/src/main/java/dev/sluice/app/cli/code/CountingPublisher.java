package dev.sluice.app.cli.code;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.IntConsumer;

/**
 * A body that tells how many bytes were taken from it. The connection takes no more than it can
 * send soon, so this is close to what has gone. As thread-safe as the body.
 *
 * @param sent told the size of every piece, in the thread that sends it
 */
record CountingPublisher(BodyPublisher body, IntConsumer sent) implements BodyPublisher {
  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(
        new Subscriber<>() {
          @Override
          public void onSubscribe(Subscription subscription) {
            subscriber.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer piece) {
            sent.accept(piece.remaining());
            subscriber.onNext(piece);
          }

          @Override
          public void onError(Throwable cause) {
            subscriber.onError(cause);
          }

          @Override
          public void onComplete() {
            subscriber.onComplete();
          }
        });
  }
}
