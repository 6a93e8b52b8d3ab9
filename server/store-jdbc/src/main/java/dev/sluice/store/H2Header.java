package dev.sluice.store;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * The header of the embedded database's file, which says where its last save is. Used by one
 * thread.
 *
 * <p>A save that fills a hole is found by the header alone, and H2 (2.3 to 2.5) writes the header
 * of such a save before it takes the save for the last one: until the next save, a crash loses it.
 * H2 writes the header right when asked again, which only its own code can.
 */
final class H2Header {
  private final MVStore store;
  private final MethodHandle write;

  /** Of the save that the header says. */
  private long version = -1;

  H2Header(MVStore store) {
    this.store = store;
    try {
      this.write =
          MethodHandles.privateLookupIn(RandomAccessStore.class, MethodHandles.lookup())
              .findVirtual(
                  RandomAccessStore.class, "writeStoreHeader", MethodType.methodType(void.class))
              .bindTo(store.getFileStore());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This H2 writes its header in another way.", e);
    }
  }

  /** Writes the header where it does not say the last save. All saves must have ended. */
  void update() {
    long last = store.getFileStore().lastChunkVersion();
    if (last != version) {
      try {
        write.invoke();
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
      version = last;
    }
  }
}
