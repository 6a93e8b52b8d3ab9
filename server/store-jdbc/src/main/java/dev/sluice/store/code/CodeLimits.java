package dev.sluice.store.code;

/**
 * What an archive may be at most.
 *
 * @param archiveBytes size of the archive itself
 * @param unpackedBytes bytes of all files together, counted while they are inflated
 * @param entries files, links and folders, also those that are only part of a path
 * @param ratio unpacked bytes for each byte of the archive
 * @param ratioFreeBytes up to so many unpacked bytes any ratio is fine
 * @param pathBytes length of a path in UTF-8
 */
public record CodeLimits(
    long archiveBytes,
    long unpackedBytes,
    int entries,
    int ratio,
    long ratioFreeBytes,
    int pathBytes) {
  private static final long MEBI = 1 << 20;

  /** The limits of a server. */
  public static final CodeLimits DEFAULT =
      new CodeLimits(50 * MEBI, 250 * MEBI, 20_000, 100, 16 * MEBI, 1_024);
}
