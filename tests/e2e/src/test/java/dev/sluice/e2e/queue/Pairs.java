package dev.sluice.e2e.queue;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Combine;
import dev.sluice.api.AssociationSpec.Part;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that tell a journal which combinations they get, as {@code NAME KEY a=1 b=2}. */
final class Pairs {
  private static final String EVENT = "application/cloudevents+json";

  private static final String FUNCTION =
      """
      import http.client
      def handler(event, context):
          for one in event if isinstance(event, list) else [event]:
              events = one['data']['events']
              parts = ' '.join(p + '=' + events[p]['id'] for p in sorted(events))
              words = ['NAME', one.get('subject', '-'), parts]
              journal = http.client.HTTPConnection('127.0.0.1', PORT)
              journal.request('POST', '/', ' '.join(words + EXTRA))
              journal.getresponse().read()
      """;

  private Pairs() {}

  static FunctionSpec function(String name, Journal journal) {
    return function(name, journal, "[]");
  }

  /**
   * A function.
   *
   * @param extra Python for a list of what is said besides, of the event {@code one}
   */
  static FunctionSpec function(String name, Journal journal, String extra) {
    String text =
        FUNCTION
            .replace("NAME", name)
            .replace("EXTRA", extra)
            .replace("PORT", Integer.toString(journal.port()));
    return Sources.python(name, text).with(null, "host", null, null);
  }

  /** A part that has the events of the type {@code NAME.PART}. */
  static Part part(String name, String part) {
    return new Part(part, null, "type = '" + name + "." + part + "'", null);
  }

  /** An association of this name with a function of this name, of events whose types begin so. */
  static AssociationSpec association(String name, @Nullable Combine combine) {
    return new AssociationSpec(
        name,
        null,
        "type LIKE '" + name + ".%'",
        List.of(new Target(name, null, null)),
        null,
        null,
        null,
        null,
        combine,
        null,
        null);
  }

  /** Both of a and b, by subject. */
  static Combine both(String name, @Nullable Double window) {
    return new Combine(null, List.of(part(name, "a"), part(name, "b")), "subject", window);
  }

  /** Hands in an event; returns ids of invocations. */
  static List<String> publish(SluiceClient client, String name, String part, String key, String id)
      throws IOException {
    return publish(client, event(name, part, key, id, ""));
  }

  static List<String> publish(SluiceClient client, String event) throws IOException {
    return client.events().publish(EVENT, event.getBytes(StandardCharsets.UTF_8)).invocations();
  }

  /**
   * An event.
   *
   * @param more members of it, each behind a comma
   */
  static String event(String name, String part, String key, String id, String more) {
    return ("{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"%s.%s\","
            + "\"subject\":\"%s\"%s}")
        .formatted(id, name, part, key, more);
  }

  /** What was said of a function, without its name. */
  static List<String> said(Journal journal, String name) {
    return journal.all().stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }
}
