/** Verbs about workflows, and the files that they are written in. */
@NullMarked
package dev.sluice.app.cli.workflow;

import org.jspecify.annotations.NullMarked;
