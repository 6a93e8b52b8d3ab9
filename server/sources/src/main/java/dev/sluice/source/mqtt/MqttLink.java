package dev.sluice.source.mqtt;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A client of the library in one of the versions of the protocol, used once. Thread-safe. */
interface MqttLink {

  /** Hears of messages and of the end, by the library's threads, and must not block them. */
  interface Listener {
    void came(MqttMessage message);

    void ended(Throwable reason);
  }

  /**
   * Connects.
   *
   * @param passing in a session that ends with the connection, instead of taking the client's up
   * @return whether the broker has had one
   */
  CompletableFuture<Boolean> connect(boolean passing);

  CompletableFuture<?> subscribe(List<String> filters);

  CompletableFuture<?> unsubscribe(List<String> filters);

  /** Says good-bye; the session stays. */
  CompletableFuture<?> disconnect();

  /** Guards a callback: the library drops what one throws. */
  static <T> Consumer<T> guarded(Listener listener, Consumer<T> action) {
    return message -> {
      try {
        action.accept(message);
      } catch (RuntimeException e) {
        listener.ended(e);
      }
    };
  }
}
