package dev.sluice.source.git;

import dev.sluice.source.fetch.FetchLimits;
import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.code.RemoteCodeException;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.PackParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Writes what a repository handed out into a folder. Its objects are in memory meanwhile, and
 * bounded by what was downloaded: a repository on disk would make JGit read the host's Git
 * configuration and start processes. Not thread-safe.
 */
final class Checkout {
  private static final int HEADER_BYTES = 12;
  private static final int OBJECTS_FOR_EACH_FILE = 10;

  private final String url;
  private final FetchLimits limits;

  Checkout(String url, FetchLimits limits) {
    this.url = url;
    this.limits = limits;
  }

  /**
   * Writes a folder of the wanted commit.
   *
   * @param answer the repository's
   * @param folder relative path; empty for all
   * @return the commit
   */
  String write(InputStream answer, Wanted wanted, String folder, Path into)
      throws RemoteCodeException, IOException {
    try (Repository repository = new InMemoryRepository(new DfsRepositoryDescription("code"))) {
      read(answer, wanted, repository);
      return write(repository, wanted, folder, into);
    }
  }

  private void read(InputStream answer, Wanted wanted, Repository repository)
      throws RemoteCodeException {
    try (BufferedInputStream pack = new BufferedInputStream(new PackAnswer(answer), 64 << 10);
        ObjectInserter inserter = repository.newObjectInserter()) {
      requireFewObjects(pack);
      PackParser parser = inserter.newPackParser(pack);
      parser.setAllowThin(false);
      parser.setMaxObjectSizeLimit(limits.unpackedBytes());
      Object unused = parser.parse(new Deadline(limits.patience()));
      inserter.flush();
    } catch (NetworkFailure e) {
      // What Git says of an object that it does not have, or does not give away by its number.
      boolean absent = String.valueOf(e.getMessage()).contains("not our ref");
      throw new RemoteCodeException(
          absent ? Reason.NO_REF : Reason.UNREACHABLE,
          absent
              ? url + " does not hand out the commit " + wanted.commit() + "."
              : url + " says: " + e.getMessage(),
          e);
    } catch (TooLargeObjectInPackException e) {
      throw tooLarge("A file in " + url + " has more than " + limits.unpackedBytes() + " bytes.");
    } catch (IOException e) {
      throw new RemoteCodeException(
          Reason.UNUSABLE, "What " + url + " hands out cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** JGit remembers each object: how many there are is said first. */
  private void requireFewObjects(BufferedInputStream pack) throws RemoteCodeException, IOException {
    pack.mark(HEADER_BYTES);
    byte[] header = pack.readNBytes(HEADER_BYTES);
    pack.reset();
    long most = (long) limits.files() * OBJECTS_FOR_EACH_FILE;
    if (header.length == HEADER_BYTES
        && Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(8)) > most) {
      throw tooLarge("The commit in " + url + " has more than " + most + " objects.");
    }
  }

  private String write(Repository repository, Wanted wanted, String folder, Path into)
      throws RemoteCodeException, IOException {
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk commits = new RevWalk(reader)) {
      RevCommit commit = commits.parseCommit(ObjectId.fromString(wanted.object()));
      new TreeFiles(reader, url, limits).write(tree(reader, commit, folder), into);
      return commit.name();
    } catch (MissingObjectException | IncorrectObjectTypeException | CorruptObjectException e) {
      throw new RemoteCodeException(
          Reason.UNUSABLE, "What " + url + " hands out cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private ObjectId tree(ObjectReader reader, RevCommit commit, String folder)
      throws RemoteCodeException, IOException {
    if (folder.isEmpty()) {
      return commit.getTree();
    }
    try (TreeWalk walk = TreeWalk.forPath(reader, folder, commit.getTree())) {
      if (walk == null || !walk.getFileMode(0).equals(FileMode.TREE)) {
        throw new RemoteCodeException(
            Reason.NO_FOLDER,
            "The commit " + commit.name() + " in " + url + " has no folder '" + folder + "'.");
      }
      return walk.getObjectId(0);
    }
  }

  static RemoteCodeException tooLarge(String message) {
    return new RemoteCodeException(Reason.TOO_LARGE, message);
  }

  /** Ends what takes too long, as deltas that are made to. */
  private static final class Deadline extends EmptyProgressMonitor {
    private final long began = System.nanoTime();
    private final Duration patience;

    Deadline(Duration patience) {
      this.patience = patience;
    }

    @Override
    public boolean isCancelled() {
      return System.nanoTime() - began > patience.toNanos();
    }
  }
}
