package shop;

import java.io.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;
import java.util.logging.*;

class Styles {
  record Order(String item, int count) {}

  public static class Bean {
    public String name;
    private int size;

    public int getSize() {
      return size;
    }

    public void setSize(int size) {
      this.size = size;
    }
  }

  private int calls;

  static String none() {
    return "none";
  }

  static String text(String event) {
    return event + "!";
  }

  static Order record(Order order) {
    return new Order(order.item(), order.count() + 1);
  }

  Bean bean(Bean bean) {
    bean.setSize(bean.getSize() * 2);
    return bean;
  }

  byte[] bytes(byte[] event) {
    return event;
  }

  InputStream stream(InputStream event) {
    return event;
  }

  List<Object> state(Object event, Map<String, Object> context) {
    return List.of(event, ++calls, context.get("functionName"), context.get("requestId"));
  }

  static int sum(List<Order> orders) {
    return orders.stream().mapToInt(Order::count).sum();
  }

  CompletionStage<String> later() {
    return CompletableFuture.supplyAsync(() -> "later");
  }

  void nothing(String event) {}
}

class Total implements Function<List<Integer>, Integer> {
  public Integer apply(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }
}

class Both implements BiFunction<Map<String, Integer>, Map<String, Object>, Set<String>> {
  public Set<String> apply(Map<String, Integer> event, Map<String, Object> context) {
    return event.keySet();
  }
}

class Bad {
  static class NoSuchOrder extends RuntimeException {
    NoSuchOrder(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static Object raise(boolean event) {
    if (event) throw new NoSuchOrder("no 7", new IllegalStateException("gone"));
    return 1;
  }

  static void exit() {
    System.out.print("bye");
    System.exit(3);
  }

  static void spin() {
    while (true) {}
  }

  static void rest() throws Exception {
    new Semaphore(0).acquire();
  }

  static String large() {
    return "x".repeat(7_000_000);
  }

  static void kill() {
    ProcessHandle.current();
    Runtime.getRuntime().halt(137);
  }

  static Object hog() {
    List<byte[]> held = new ArrayList<>();
    while (true) {
      byte[] more = new byte[1 << 20];
      Arrays.fill(more, (byte) 1);
      held.add(more);
    }
  }

  static int hole() {
    return hole() + 1;
  }

  static Object cycle() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    return list;
  }

  static int churn() {
    List<byte[]> held = new ArrayList<>();
    for (int i = 0; i < 30; i++) held.add(new byte[1 << 20]);
    int sum = 0;
    for (int i = 0; i < 3000; i++) sum += new byte[1 << 20].length >> 20;
    return sum + held.size();
  }
}

class Failing {
  static final int X = Integer.parseInt("x");

  static void handle() {}
}

class Saying {
  static void handle() throws Exception {
    System.out.println("one é");
    System.err.println("two");
    Logger.getLogger("a").log(java.util.logging.Level.SEVERE, "three {0}", 3);
    Logger.getLogger("a").warning("four");
    new ProcessBuilder("/bin/echo", "five").inheritIO().start().waitFor();
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("aside");
            },
            "t");
    thread.start();
    thread.join();
    System.out.print("six");
  }
}

class Looking {
  static Object handle() {
    List<String> seen = new ArrayList<>();
    for (String name :
        List.of(
            "dev.sluice.javahost.Main",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.jspecify.annotations.Nullable")) {
      try {
        Class.forName(name);
        seen.add(name);
      } catch (ClassNotFoundException e) {
      }
    }
    return seen;
  }

  static Object maps() throws Exception {
    return java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/maps"));
  }

  static Object environment() {
    return new TreeMap<>(System.getenv());
  }

  static Object child() throws Exception {
    ProcessBuilder plain = new ProcessBuilder("env");
    ProcessBuilder asked = new ProcessBuilder("env");
    asked.environment().remove("HOME");
    List<Boolean> seen = new ArrayList<>();
    for (ProcessBuilder builder : List.of(plain, asked)) {
      String all = new String(builder.start().getInputStream().readAllBytes());
      seen.add(all.contains("PATH=/usr"));
      seen.add(all.contains("MINE=yours"));
    }
    return seen;
  }

  static Object files() throws Exception {
    java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/größe"), "1");
    return List.of(new File("shop").isDirectory(), new File("/tmp").list()[0]);
  }
}
