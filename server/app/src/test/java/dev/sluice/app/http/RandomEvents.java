package dev.sluice.app.http;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Makes events with attributes, extensions and data of all kinds. */
final class RandomEvents {
  private RandomEvents() {}

  static CloudEvent next(Random random) {
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(word(random))
            .withType(word(random))
            .withSource(URI.create("/s/" + random.nextInt()));
    if (random.nextBoolean()) {
      event.withSubject(word(random));
    }
    if (random.nextBoolean()) {
      event.withTime(
          Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
              .atOffset(ZoneOffset.ofHours(random.nextInt(20) - 10)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = "x" + i;
      switch (random.nextInt(3)) {
        case 0 -> event.withExtension(name, word(random));
        case 1 -> event.withExtension(name, (Integer) random.nextInt());
        default -> event.withExtension(name, random.nextBoolean());
      }
    }
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    switch (random.nextInt(5)) {
      case 0 ->
          event.withData(
              "application/json",
              ("[" + random.nextDouble() + "]").getBytes(StandardCharsets.UTF_8));
      case 1 ->
          event.withData(
              ("{\"a\": \"" + random.nextInt() + "\"}").getBytes(StandardCharsets.UTF_8));
      case 2 -> event.withData("text/plain", word(random).getBytes(StandardCharsets.UTF_8));
      case 3 -> event.withData("image/png", bytes);
      default -> {}
    }
    return event.build();
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder("w");
    for (int i = random.nextInt(12); i > 0; i--) {
      word.appendCodePoint(
          List.of(0x20, 0x22, 0x5c, 0xe9, 0x4e2d, 0x1f600, 0x7a).get(random.nextInt(7)));
    }
    return word.toString();
  }
}
