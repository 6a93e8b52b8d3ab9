package cloud;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.*;
import java.util.*;

/** On AWS, too, handlers are public. */
public class Cloud {
  public static class Greet implements RequestHandler<Greet.In, Greet.Out> {
    public static class In {
      private String name;

      public String getName() {
        return name;
      }

      public void setName(String name) {
        this.name = name;
      }
    }

    public static class Out {
      private final String greeting;
      private final String by;

      Out(String greeting, String by) {
        this.greeting = greeting;
        this.by = by;
      }

      public String getGreeting() {
        return greeting;
      }

      public String getBy() {
        return by;
      }
    }

    public Greet() {}

    public Out handleRequest(In in, Context context) {
      if (in.getName() == null) throw new IllegalArgumentException("who?");
      context.getLogger().log("called");
      return new Out(
          "hi " + in.getName(), context.getFunctionName() + ":" + context.getFunctionVersion());
    }

    public Out greet(In in, Context context) {
      context.getLogger().log("called");
      return new Out("hey " + in.getName(), "" + context.getMemoryLimitInMB());
    }
  }

  public static class Queue implements RequestHandler<SQSEvent, List<String>> {
    public Queue() {}

    public List<String> handleRequest(SQSEvent event, Context context) {
      context.getLogger().log("called");
      SQSEvent.SQSMessage message = event.getRecords().get(0);
      return List.of(message.getMessageId(), message.getBody(), message.getEventSourceArn());
    }
  }

  public static class Raw implements RequestStreamHandler {
    public Raw() {}

    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      context.getLogger().log("called");
      in.transferTo(out);
      out.write(context.getAwsRequestId().getBytes());
    }
  }
}
