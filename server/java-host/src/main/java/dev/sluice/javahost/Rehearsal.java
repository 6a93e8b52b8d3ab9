package dev.sluice.javahost;

import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.datatype.joda.JodaModule;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.SQSEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.modules.DateModule;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a cold start would pay for, paid while the host waits for its function: the classes of
 * loading, calling, answering and failing are loaded and initialised.
 */
final class Rehearsal {
  private static final int CALLS = 10;
  private static final byte[] NOTE =
      "{\"name\":\"c\",\"octave\":4,\"others\":[\"d\"]}".getBytes(StandardCharsets.UTF_8);

  private Rehearsal() {}

  /** What is played, loaded as a function's classes are. */
  public static final class Piece implements BiFunction<Note, Map<String, Object>, Object> {
    @Override
    public Object apply(Note note, Map<String, Object> context) {
      return note;
    }

    static Object method(Map<String, Object> event, Map<String, Object> context) {
      return Map.of("event", List.of(event), "id", context.get("requestId"));
    }

    static Object failing() {
      throw new IllegalStateException("played");
    }
  }

  /** A type of its own. */
  record Note(String name, double octave, List<String> others) {}

  /** The same as a bean. */
  public static final class Bean {
    private String name = "";
    private double octave;
    private List<String> others = List.of();

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public double getOctave() {
      return octave;
    }

    public void setOctave(double octave) {
      this.octave = octave;
    }

    public List<String> getOthers() {
      return others;
    }

    public void setOthers(List<String> others) {
      this.others = others;
    }
  }

  /**
   * Plays it.
   *
   * @param code where the function's code will be; empty still
   */
  static void play(Path code) throws Throwable {
    Environment.replace(Map.copyOf(System.getenv()));
    try {
      Handlers.load(about("a.B::c"), code, Main.OUTPUT);
    } catch (LoadException e) {
      Json.OURS.writeValueAsBytes(Failures.describe(e));
    }
    Wire.Call call = call();
    String piece = Piece.class.getName();
    try (CodeLoader loader = CodeLoader.over(List.of(code, host()))) {
      Object idioms =
          loader.loadClass(Idioms.class.getName()).getDeclaredConstructor().newInstance();
      ((Runnable) idioms).run();
    }
    ClassLoader ours = Rehearsal.class.getClassLoader();
    for (String handler : List.of(piece + "::method", piece)) {
      Handler loaded = Handlers.find(about(handler), ours, Main.OUTPUT);
      for (int i = 0; i < CALLS; i++) {
        loaded.call(call, 0);
      }
    }
    try {
      Handlers.find(about(piece + "::failing"), ours, Main.OUTPUT).call(call, 0);
    } catch (IllegalStateException e) {
      Json.OURS.writeValueAsBytes(Failures.describe(e));
    }
    Thread.currentThread().setContextClassLoader(ours);
  }

  /**
   * The same for the part of AWS's client that costs most: its serialization. Its handlers are left
   * out: they would keep what they find in the environment now.
   */
  static void playForAws() {
    LambdaEventSerializers.isLambdaSupportedEvent(Bean.class.getName());
    play(JacksonFactory.getInstance());
    // As for an event: the factory is another one, and the function's is left as it is.
    JacksonFactory events =
        JacksonFactory.getInstance().withMixin(Bean.class, SQSEventMixin.SQSMessageMixin.class);
    events.getMapper().registerModules(new DateModule(), new JodaModule());
    play(events);
  }

  private static void play(JacksonFactory factory) {
    PojoSerializer<Object> serializer = factory.getSerializer((Type) Bean.class);
    for (int i = 0; i < CALLS; i++) {
      Object read = serializer.fromJson(new ByteArrayInputStream(NOTE));
      serializer.toJson(read, new ByteArrayOutputStream());
    }
  }

  /** The jar that all of this is in. */
  static Path host() {
    return Path.of(System.getProperty("java.class.path"));
  }

  /** A call with a note. */
  static Wire.Call call() {
    return new Wire.Call("0", 1, "application/json", NOTE);
  }

  /** What is told of a function with this handler. */
  static About about(String handler) throws IOException {
    return Json.OURS.readValue(
        """
        {"handler":"%s","function":"f","version":"1","namespace":"n","arn":"a",
         "memoryMiB":128,"concurrency":1,"environment":{"A":"1"}}\
        """
            .formatted(handler),
        About.class);
  }
}
