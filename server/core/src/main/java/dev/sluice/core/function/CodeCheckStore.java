package dev.sluice.core.function;

import dev.sluice.core.code.CodeHome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps when the server looks where code is from. A function whose code was fetched has one from
 * the transaction on that {@link FunctionStore} made, which begins anew with another home: next
 * looked at after its poll, or never where it has none. What changes something returns once that is
 * on disk. Thread-safe.
 */
public interface CodeCheckStore {

  /** The check of a function; empty for one whose code was handed in. */
  Optional<CodeCheck> find(String functionId);

  /** Functions whose time has come, the longest due first. */
  List<FunctionRecord> due(Instant now, int limit);

  /** Makes a function due from this moment on; nothing for one whose code was handed in. */
  void ask(String functionId, Instant now);

  /**
   * A check has ended; nothing where the function has another home by now. Whoever asked since it
   * began is not forgotten: the function stays due.
   */
  void checked(String functionId, CodeHome home, CodeCheck check, Instant began);
}
