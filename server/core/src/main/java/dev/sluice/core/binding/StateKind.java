package dev.sluice.core.binding;

import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.spi.binding.Access;
import dev.sluice.spi.binding.BindingKind;
import dev.sluice.spi.binding.Direction;
import dev.sluice.spi.binding.Resource;
import dev.sluice.spi.binding.TooLargeException;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values by keys, which the platform keeps. Who writes last has written. Thread-safe. */
public final class StateKind implements BindingKind {
  private static final int MOST_KEYS = 10_000;
  private static final int MOST_KEY_CHARS = 512;
  private static final int MOST_BYTES = 256 << 10;
  private static final String DELETE = "delete";

  private final StateStore store;
  private final Clock clock;

  /** Keeps them here. */
  public StateKind(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "state";
  }

  @Override
  public String summary() {
    return "Reads a value that the platform keeps by a key (in), or puts or deletes it (out).";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.text("key", "Of the value, like cart/{event.data.user}.").must(),
        Option.text("store", "A store that functions of the namespace share; the function's own."),
        Option.choice(
                "operation", "Of an out: put the value, or delete it.", List.of("put", DELETE))
            .or("put"));
  }

  @Override
  public Set<String> connection() {
    return Set.of();
  }

  @Override
  public Set<String> expressions() {
    return Set.of("key");
  }

  @Override
  public boolean connects() {
    return false;
  }

  @Override
  public void check(Direction direction, Settings settings) throws InvalidSettingException {
    String shared = settings.find("store");
    if (shared != null) {
      try {
        String unused = Names.require("store", shared);
      } catch (SluiceException e) {
        throw new InvalidSettingException("store", String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public Resource open(Settings settings) {
    return new States(settings.namespace());
  }

  private final class States implements Resource {
    private final String namespace;

    States(String namespace) {
      this.namespace = namespace;
    }

    @Override
    public byte[] read(Access access) throws Exception {
      byte[] found =
          store
              .find(namespace, place(access), key(access))
              .orElse("null")
              .getBytes(StandardCharsets.UTF_8);
      if (found.length > access.limit()) {
        throw new TooLargeException(access.limit());
      }
      return found;
    }

    @Override
    public void write(List<Access> items) throws Exception {
      for (Access access : items) {
        String key = key(access);
        if (access.settings().text("operation").equals(DELETE)) {
          store.delete(namespace, place(access), key);
        } else {
          put(access, key);
        }
      }
    }

    private void put(Access access, String key) throws IOException {
      byte[] value = access.value();
      if (value.length > MOST_BYTES) {
        throw new IOException(
            "The value has " + value.length + " bytes; at most " + MOST_BYTES + " are kept.");
      }
      String text = new String(value, StandardCharsets.UTF_8);
      if (!store.put(namespace, place(access), key, text, clock.instant(), MOST_KEYS)) {
        throw new IOException("The store has " + MOST_KEYS + " keys: delete some.");
      }
    }

    /** What functions share can never be what is a function's own. */
    private static String place(Access access) {
      @Nullable String shared = access.settings().find("store");
      return shared == null ? own(access.settings().source()) : "shared/" + shared;
    }

    private static String key(Access access) {
      String key = access.text("key", part -> part);
      if (key.isEmpty()
          || key.length() > MOST_KEY_CHARS
          || key.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
        throw new IllegalArgumentException(
            "The key is empty, has control characters or more than " + MOST_KEY_CHARS + ".");
      }
      return key;
    }

    @Override
    public void close() {
      // There is no connection.
    }
  }

  /** The store of a function. */
  public static String own(String function) {
    return "function/" + function;
  }
}
