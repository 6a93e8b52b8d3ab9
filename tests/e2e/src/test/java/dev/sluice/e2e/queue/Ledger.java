package dev.sluice.e2e.queue;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Batch;
import dev.sluice.api.AssociationSpec.Ordered;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Functions that tell a journal which numbered events they get, as {@code begin NAME KEY 1 2}, and
 * then {@code end} or {@code fail}.
 */
final class Ledger {
  private static final String EVENTS = "application/cloudevents-batch+json";

  private static final String FUNCTION =
      """
      import http.client
      def say(word, events):
          numbers = ' '.join(str(e['data']['n']) for e in events)
          words = word + ' NAME ' + events[0].get('subject', '-') + ' ' + numbers
          journal = http.client.HTTPConnection('127.0.0.1', PORT)
          journal.request('POST', '/', words)
          journal.getresponse().read()
      def handler(event, context):
          events = event if isinstance(event, list) else [event]
          say('begin', events)
          if any(e['data'].get('bad') for e in events):
              say('fail', events)
              raise ValueError('bad number')
          say('end', events)
      """;

  private Ledger() {}

  /**
   * A function.
   *
   * @param retryDelay in seconds
   */
  static FunctionSpec function(String name, Journal journal, int maxAttempts, double retryDelay) {
    return Sources.python(name, text(name, journal))
        .with(null, "host", null, null)
        .withAsync(
            new AsyncSpec(null, maxAttempts, retryDelay, null, null, null, null, null, null));
  }

  private static String text(String name, Journal journal) {
    return FUNCTION.replace("NAME", name).replace("PORT", Integer.toString(journal.port()));
  }

  /** The same that takes every event. */
  static CodeSource patient(String name, Journal journal) {
    return CodeSource.ofInline(text(name, journal).replace("get('bad')", "get('never')"));
  }

  /** An association of events of its own name. */
  static AssociationSpec association(String name, @Nullable Integer batch, Ordered ordered) {
    return new AssociationSpec(
        name,
        null,
        "type = '" + name + "'",
        List.of(new Target(name, null, null)),
        null,
        null,
        batch == null ? null : new Batch(batch, 0.0),
        ordered,
        null,
        null);
  }

  static String event(String type, String key, int n, boolean bad) {
    return ("{\"specversion\":\"1.0\",\"id\":\"e%d\",\"source\":\"/shop\",\"type\":\"%s\","
            + "\"subject\":\"%s\",\"data\":{\"n\":%d%s,\"account\":{\"id\":\"%s\"}}}")
        .formatted(n, type, key, n, bad ? ",\"bad\":true" : "", key);
  }

  /** Hands in events of one key; some are bad. */
  static List<String> publish(
      SluiceClient client, String type, String key, int from, int to, Integer... bad)
      throws IOException {
    List<Integer> badOnes = Arrays.asList(bad);
    return publish(
        client,
        IntStream.rangeClosed(from, to)
            .mapToObj(n -> event(type, key, n, badOnes.contains(n)))
            .toList());
  }

  static List<String> publish(SluiceClient client, List<String> events) throws IOException {
    String array = events.stream().collect(Collectors.joining(",", "[", "]"));
    return client.events().publish(EVENTS, array.getBytes(StandardCharsets.UTF_8)).invocations();
  }

  /** Numbers of events that a function was done with, in their order; of one key, or all. */
  static List<Integer> done(Journal journal, String name, @Nullable String key) {
    List<Integer> numbers = new ArrayList<>();
    for (String line : journal.all()) {
      String[] words = line.split(" ");
      if (words[0].equals("end")
          && words[1].equals(name)
          && (key == null || words[2].equals(key))) {
        Arrays.stream(words).skip(3).map(Integer::valueOf).forEach(numbers::add);
      }
    }
    return numbers;
  }

  /** What was said of a function and a key, without these. */
  static List<String> said(Journal journal, String name, String key) {
    String of = " " + name + " " + key + " ";
    return journal.all().stream()
        .filter(line -> line.contains(of))
        .map(line -> line.replace(of, " "))
        .toList();
  }
}
