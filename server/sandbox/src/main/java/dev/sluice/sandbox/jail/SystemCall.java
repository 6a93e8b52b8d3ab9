package dev.sluice.sandbox.jail;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * System calls that no function needs, or only few, with their numbers; -1 where the machine has
 * none.
 */
enum SystemCall {
  PTRACE(101, 117),
  PROCESS_VM_READV(310, 270),
  PROCESS_VM_WRITEV(311, 271),
  PROCESS_MADVISE(440, 440),
  KCMP(312, 272),
  PIDFD_GETFD(438, 438),
  MOUNT(165, 40),
  UMOUNT2(166, 39),
  PIVOT_ROOT(155, 41),
  CHROOT(161, 51),
  OPEN_TREE(428, 428),
  MOVE_MOUNT(429, 429),
  FSOPEN(430, 430),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSPICK(433, 433),
  MOUNT_SETATTR(442, 442),
  UNSHARE(272, 97),
  SETNS(308, 268),
  ADD_KEY(248, 217),
  REQUEST_KEY(249, 218),
  KEYCTL(250, 219),
  BPF(321, 280),
  PERF_EVENT_OPEN(298, 241),
  USERFAULTFD(323, 282),
  IO_URING_SETUP(425, 425),
  IO_URING_ENTER(426, 426),
  IO_URING_REGISTER(427, 427),
  INIT_MODULE(175, 105),
  FINIT_MODULE(313, 273),
  DELETE_MODULE(176, 106),
  KEXEC_LOAD(246, 104),
  KEXEC_FILE_LOAD(320, 294),
  REBOOT(169, 142),
  SWAPON(167, 224),
  SWAPOFF(168, 225),
  ACCT(163, 89),
  SETTIMEOFDAY(164, 170),
  CLOCK_SETTIME(227, 112),
  CLOCK_ADJTIME(305, 266),
  ADJTIMEX(159, 171),
  SETHOSTNAME(170, 161),
  SETDOMAINNAME(171, 162),
  IOPL(172, -1),
  IOPERM(173, -1),
  MODIFY_LDT(154, -1),
  USELIB(134, -1),
  SYSLOG(103, 116),
  VHANGUP(153, 58),
  QUOTACTL(179, 60),
  QUOTACTL_FD(443, 443),
  NAME_TO_HANDLE_AT(303, 264),
  OPEN_BY_HANDLE_AT(304, 265),
  FANOTIFY_INIT(300, 262),
  LOOKUP_DCOOKIE(212, 18),
  NFSSERVCTL(180, 42),
  MBIND(237, 235),
  SET_MEMPOLICY(238, 237),
  MIGRATE_PAGES(256, 238),
  MOVE_PAGES(279, 239),
  PERSONALITY(135, 92),
  MEMFD_CREATE(319, 279, true),
  MEMFD_SECRET(447, 447, true),
  SHMGET(29, 194, true),
  SEMGET(64, 190, true),
  MSGGET(68, 186, true);

  private static final Set<SystemCall> WALL_MAKERS =
      Collections.unmodifiableSet(EnumSet.of(MOUNT, UMOUNT2, PIVOT_ROOT, UNSHARE));

  private final int amd64;
  private final int aarch64;
  private final boolean keepsMemory;

  SystemCall(int amd64, int aarch64) {
    this(amd64, aarch64, false);
  }

  SystemCall(int amd64, int aarch64, boolean keepsMemory) {
    this.amd64 = amd64;
    this.aarch64 = aarch64;
    this.keepsMemory = keepsMemory;
  }

  /** Whether bubblewrap itself makes its walls by it. */
  boolean makesWalls() {
    return WALL_MAKERS.contains(this);
  }

  /** Whether it makes something that holds memory outside of every process: some need that. */
  boolean keepsMemory() {
    return keepsMemory;
  }

  /** The number on a machine. */
  int number(boolean arm) {
    return arm ? aarch64 : amd64;
  }
}
