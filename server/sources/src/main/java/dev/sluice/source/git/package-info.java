/**
 * Branches and tags of a Git repository that change. Refs are asked for by Git's smart HTTP
 * protocol, which for that is one request; no repository is cloned and no program is run.
 */
@NullMarked
package dev.sluice.source.git;

import org.jspecify.annotations.NullMarked;
