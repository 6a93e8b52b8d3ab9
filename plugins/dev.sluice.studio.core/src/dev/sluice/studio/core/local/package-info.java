/** The server of this machine as a process: started, stopped and followed from Studio. */
@NullMarked
package dev.sluice.studio.core.local;

import org.jspecify.annotations.NullMarked;
