package dev.sluice.core.source;

import dev.sluice.core.association.Router;
import dev.sluice.core.source.EventBinding.Bound;
import dev.sluice.spi.source.SourceEvent;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings what sources bring to those who want it. Thread-safe. */
final class Inlet {
  private final Consumer<List<Router.Arrival>> router;
  private final EventBinding binding;

  /**
   * Brings them there.
   *
   * @param router takes all or none, which are on disk on return
   */
  Inlet(Consumer<List<Router.Arrival>> router, EventBinding binding) {
    this.router = router;
    this.binding = binding;
  }

  /** Events of one source. */
  record Arrivals(Source source, Activity activity, List<SourceEvent> events) {}

  /** Takes events of several sources, all or none; they are on disk on return. */
  void accept(List<Arrivals> all) {
    List<Router.Arrival> events = new ArrayList<>();
    List<Runnable> counts = new ArrayList<>();
    for (Arrivals one : all) {
      int malformed = 0;
      String problem = null;
      for (SourceEvent event : one.events()) {
        Bound bound = binding.bind(event);
        if (bound.problem() != null) {
          malformed++;
          problem = bound.problem();
        }
        for (CloudEvent good : bound.events()) {
          events.add(arrival(one.source(), good));
        }
      }
      int wrong = malformed;
      String last = problem;
      counts.add(() -> one.activity().came(one.events().size(), wrong, last));
    }
    router.accept(events);
    counts.forEach(Runnable::run);
  }

  /**
   * Takes events of a sender who hears whether they are well formed; they are on disk on return.
   *
   * @return what is wrong, with nothing taken; or null
   */
  @Nullable String acceptStrictly(Arrivals arrivals) {
    List<Router.Arrival> events = new ArrayList<>();
    for (SourceEvent event : arrivals.events()) {
      Bound bound = binding.bind(event);
      if (bound.problem() != null) {
        return bound.problem();
      }
      bound.events().forEach(good -> events.add(arrival(arrivals.source(), good)));
    }
    router.accept(events);
    arrivals.activity().came(events.size(), 0, null);
    return null;
  }

  private static Router.Arrival arrival(Source source, CloudEvent event) {
    return new Router.Arrival(source.namespace(), source.name(), event);
  }
}
