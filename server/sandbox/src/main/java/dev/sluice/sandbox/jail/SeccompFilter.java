package dev.sluice.sandbox.jail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The system call filter as a classic BPF program, in the form that {@code bwrap --seccomp} reads.
 * Refused calls fail with EPERM; calls newer than this list do not exist; a call of another
 * architecture ends the process, since its numbers mean something else. Not thread-safe.
 */
public final class SeccompFilter {
  private static final int LOAD = 0x20;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_GREATER_OR_EQUAL = 0x35;
  private static final int JUMP_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private static final int OFFSET_NUMBER = 0;
  private static final int OFFSET_ARCHITECTURE = 4;
  private static final int OFFSET_FIRST_ARGUMENT = 16;
  private static final int OFFSET_SECOND_ARGUMENT = 24;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL = 0x80000000;
  private static final int ERROR = 0x00050000;
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;
  private static final int EAFNOSUPPORT = 97;

  private static final int CLONE3 = 435;

  /** The first number that has no meaning here yet: the same on both machines. */
  private static final int UNKNOWN = 463;

  /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET. */
  private static final int NEW_NAMESPACES = 0x7e020000;

  private static final int TIOCSTI = 0x5412;
  private static final int TIOCLINUX = 0x541c;

  /** UNIX, INET, INET6 and NETLINK. */
  private static final int[] SOCKET_FAMILIES = {1, 2, 10, 16};

  private final ByteBuffer program = ByteBuffer.allocate(8 * 512).order(ByteOrder.LITTLE_ENDIAN);

  private SeccompFilter() {}

  /**
   * The program for a machine.
   *
   * @param machine as in the system property {@code os.arch}
   * @param memoryIsWatched whether nobody but a look at the processes limits their memory: then
   *     calls that keep memory outside of them are refused too
   * @return null when this machine's system calls are not known here
   */
  public static byte @Nullable [] forMachine(String machine, boolean memoryIsWatched) {
    return forMachine(machine, memoryIsWatched, false);
  }

  /**
   * The same for a sandbox in which another one is built, whose own filter is whole.
   *
   * @param nests whether bubblewrap runs behind this filter
   */
  public static byte @Nullable [] forMachine(
      String machine, boolean memoryIsWatched, boolean nests) {
    return switch (machine) {
      case "amd64", "x86_64" -> new SeccompFilter().build(false, memoryIsWatched, nests);
      case "aarch64" -> new SeccompFilter().build(true, memoryIsWatched, nests);
      default -> null;
    };
  }

  private byte[] build(boolean arm, boolean memoryIsWatched, boolean nests) {
    add(LOAD, 0, 0, OFFSET_ARCHITECTURE);
    add(JUMP_EQUAL, 1, 0, arm ? 0xc00000b7 : 0xc000003e);
    add(RETURN, 0, 0, KILL);
    add(LOAD, 0, 0, OFFSET_NUMBER);
    if (!arm) {
      // The x32 interface has the same architecture and other numbers.
      add(JUMP_GREATER_OR_EQUAL, 0, 1, 0x40000000);
      add(RETURN, 0, 0, KILL);
    }
    add(JUMP_GREATER_OR_EQUAL, 0, 1, UNKNOWN);
    add(RETURN, 0, 0, ERROR | ENOSYS);
    for (SystemCall call : SystemCall.values()) {
      if (call.number(arm) >= 0
          && (memoryIsWatched || !call.keepsMemory())
          && !(nests && call.makesWalls())) {
        refuse(call.number(arm), EPERM);
      }
    }
    // The flags of clone3 are behind a pointer: without it libc falls back to clone.
    refuse(CLONE3, ENOSYS);
    if (!nests) {
      namespaces(arm ? 220 : 56);
    }
    terminals(arm ? 29 : 16);
    sockets(arm ? 198 : 41);
    add(RETURN, 0, 0, ALLOW);
    byte[] bytes = new byte[program.position()];
    program.flip().get(bytes);
    return bytes;
  }

  private void refuse(int number, int error) {
    add(JUMP_EQUAL, 0, 1, number);
    add(RETURN, 0, 0, ERROR | error);
  }

  private void namespaces(int clone) {
    add(JUMP_EQUAL, 0, 4, clone);
    add(LOAD, 0, 0, OFFSET_FIRST_ARGUMENT);
    add(JUMP_ANY_BIT, 0, 1, NEW_NAMESPACES);
    add(RETURN, 0, 0, ERROR | EPERM);
    add(RETURN, 0, 0, ALLOW);
  }

  private void terminals(int ioctl) {
    add(JUMP_EQUAL, 0, 5, ioctl);
    add(LOAD, 0, 0, OFFSET_SECOND_ARGUMENT);
    add(JUMP_EQUAL, 1, 0, TIOCSTI);
    add(JUMP_EQUAL, 0, 1, TIOCLINUX);
    add(RETURN, 0, 0, ERROR | EPERM);
    add(RETURN, 0, 0, ALLOW);
  }

  private void sockets(int socket) {
    add(JUMP_EQUAL, 0, 2 + SOCKET_FAMILIES.length, socket);
    add(LOAD, 0, 0, OFFSET_FIRST_ARGUMENT);
    for (int i = 0; i < SOCKET_FAMILIES.length; i++) {
      add(JUMP_EQUAL, SOCKET_FAMILIES.length - i, 0, SOCKET_FAMILIES[i]);
    }
    add(RETURN, 0, 0, ERROR | EAFNOSUPPORT);
  }

  private void add(int code, int jumpTrue, int jumpFalse, int k) {
    program.putShort((short) code).put((byte) jumpTrue).put((byte) jumpFalse).putInt(k);
  }
}
