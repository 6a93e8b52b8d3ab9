package dev.sluice.store;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Numbers that two processes share, and that outlive the one that writes them. */
record Acknowledged(MappedByteBuffer numbers) {
  static final int READY = 0;
  static final int TURNS = 1;
  static final int QUEUED = 2;
  static final int SETTLED = 3;
  static final int WRITTEN = 4;
  private static final int LENGTH = 64;

  static Acknowledged in(Path folder) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("acknowledged"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return new Acknowledged(file.map(MapMode.READ_WRITE, 0, 8L * LENGTH));
    }
  }

  int get(int what, int thread) {
    return numbers.getInt(what * LENGTH + thread * Integer.BYTES);
  }

  void set(int what, int thread, int number) {
    numbers.putInt(what * LENGTH + thread * Integer.BYTES, number);
  }
}
