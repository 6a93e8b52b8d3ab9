package dev.sluice.javahost;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.logging.Logger;

/**
 * A run that loads what hosts load and what many functions load then, for a virtual machine that
 * archives classes at its end. It may do what a host that waits must not, since it never becomes a
 * function's: it starts AWS's handlers, logging and the compiler.
 */
final class ArchiveRun {
  /**
   * Where classes are that are loaded without being played: those for AWS's events, which functions
   * bring along, and those that depend on a function's types. One that is not archived costs a
   * function the opening of the whole jar.
   */
  private static final List<String> ALL_OF =
      List.of(
          "com/amazonaws/services/lambda/runtime/serialization/events/",
          "com/amazonaws/services/lambda/runtime/serialization/util/",
          "com/amazonaws/lambda/thirdparty/com/fasterxml/jackson/annotation/",
          "com/amazonaws/lambda/thirdparty/com/fasterxml/jackson/core/json/",
          "com/amazonaws/lambda/thirdparty/com/fasterxml/jackson/databind/deser/",
          "com/amazonaws/lambda/thirdparty/com/fasterxml/jackson/databind/ser/",
          "com/amazonaws/lambda/thirdparty/com/fasterxml/jackson/datatype/joda/",
          "com/fasterxml/jackson/annotation/");

  private static final String CLASS = ".class";

  private ArchiveRun() {}

  /** A handler for AWS. */
  public static final class Piece implements RequestHandler<Rehearsal.Bean, Rehearsal.Bean> {
    @Override
    public Rehearsal.Bean handleRequest(Rehearsal.Bean bean, Context context) {
      context.getLogger().log("played");
      Logger.getLogger("played").info("played");
      return bean;
    }
  }

  /**
   * Plays it.
   *
   * @param code where a function's code would be; empty
   */
  static void play(Path code) throws Throwable {
    Rehearsal.play(code);
    Rehearsal.playForAws();
    try (CodeLoader loader = CodeLoader.over(List.of(code, Rehearsal.host()))) {
      Handlers.find(Rehearsal.about(Piece.class.getName()), loader, Main.OUTPUT)
          .call(Rehearsal.call(), 0);
    }
    loadAll();
    compile();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      new Wire(channel);
    }
  }

  private static void loadAll() throws IOException, ClassNotFoundException {
    try (JarFile host = new JarFile(Rehearsal.host().toFile())) {
      for (JarEntry entry : Collections.list(host.entries())) {
        String name = entry.getName();
        if (name.endsWith(CLASS) && ALL_OF.stream().anyMatch(name::startsWith)) {
          String type = name.substring(0, name.length() - CLASS.length()).replace('/', '.');
          Class.forName(type, false, ArchiveRun.class.getClassLoader());
        }
      }
    }
  }

  private static void compile() throws Throwable {
    Path folder = Files.createTempDirectory("played");
    Files.writeString(
        folder.resolve("Played.java"),
        """
        import java.util.*;
        public class Played {
          record Note(String name) {}
          public List<String> play(Map<String, Object> event) {
            return event.keySet().stream().map(key -> new Note("a " + key).name()).toList();
          }
        }
        """);
    try {
      Handlers.load(Rehearsal.about("Played::play"), folder, Main.OUTPUT).call(Rehearsal.call(), 0);
    } catch (LoadException e) {
      // This Java has no compiler.
      Main.OUTPUT.lines('E', 'W', Failures.sentence(e));
    }
  }
}
