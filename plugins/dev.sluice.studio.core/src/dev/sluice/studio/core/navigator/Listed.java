package dev.sluice.studio.core.navigator;

import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.connection.ServerCall;
import dev.sluice.studio.core.operate.ListPresenter;
import dev.sluice.studio.core.operate.ListView;
import java.util.List;
import java.util.function.Function;

/** Things that the server is asked for again and again. Confined to the UI thread. */
final class Listed<T> extends ListPresenter<List<T>> {
  Listed(ServerAccess server, String title, ServerCall<List<T>> question, ListView view) {
    super(server, title, question, List.of(), view);
  }

  List<T> now() {
    return polled.now();
  }

  @Override
  public String summary() {
    return message();
  }

  <A> void act(String title, ServerCall<A> call, Function<A, String> done) {
    polled.act(title, call, done);
  }
}
