package dev.sluice.benchmark;

import dev.sluice.benchmark.load.Target;
import dev.sluice.benchmark.proc.ProcessTree;
import java.io.IOException;

/** A server process under load. */
interface Subject extends AutoCloseable {

  /** For people. */
  String title();

  /** A request to the echo function of this language. */
  Target echo(Language language);

  /** The server with all its children, as of now. */
  ProcessTree processes() throws IOException;

  @Override
  void close() throws IOException;
}
