/** Bindings to files of volumes: folders of the server's own, which no function sees. */
@NullMarked
package dev.sluice.source.file;

import org.jspecify.annotations.NullMarked;
