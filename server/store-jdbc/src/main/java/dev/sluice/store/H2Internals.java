package dev.sluice.store;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * What H2 (2.3 to 2.5) must be told so that its file is whole after a crash, and lets only its own
 * code say. Used by one thread.
 */
final class H2Internals {
  /** More than any transaction; H2 multiplies it by four in the same 32 bits. */
  private static final int UNSAVED_BYTES = 400 << 20;

  private final MVStore store;
  private final MethodHandle writeHeader;

  /** Of the save that the header says. */
  private long version = -1;

  H2Internals(MVStore store) {
    this.store = store;
    try {
      this.writeHeader =
          MethodHandles.privateLookupIn(RandomAccessStore.class, MethodHandles.lookup())
              .findVirtual(
                  RandomAccessStore.class, "writeStoreHeader", MethodType.methodType(void.class))
              .bindTo(store.getFileStore());
    } catch (ReflectiveOperationException e) {
      throw other(e);
    }
  }

  private static IllegalStateException other(ReflectiveOperationException e) {
    return new IllegalStateException("This H2 does something in another way.", e);
  }

  /**
   * Has nothing saved by H2 itself: not by its thread, and not in the middle of a transaction where
   * much is unsaved. Such a save keeps parts of the transaction when nothing more is saved.
   */
  void saveNothingByItself() {
    // Zero waits for the thread that saves now and then, but saves at each commit; below: never.
    store.setAutoCommitDelay(0);
    store.setAutoCommitDelay(-1);
    try {
      Field limit = MVStore.class.getDeclaredField("autoCommitMemory");
      limit.setAccessible(true);
      limit.setInt(store, UNSAVED_BYTES);
    } catch (ReflectiveOperationException e) {
      throw other(e);
    }
  }

  /**
   * Writes the file's header where it does not say the last save. A save that fills a hole is found
   * by the header alone, and H2 writes the header of such a save before it takes the save for the
   * last one: until the next save, a crash loses it. All saves must have ended.
   */
  void updateHeader() {
    long last = store.getFileStore().lastChunkVersion();
    if (last != version) {
      try {
        writeHeader.invoke();
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
      version = last;
    }
  }
}
