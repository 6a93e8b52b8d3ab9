/** A file, a folder or an archive on this machine becomes code to upload; no verb. */
@NullMarked
package dev.sluice.app.cli.code;

import org.jspecify.annotations.NullMarked;
