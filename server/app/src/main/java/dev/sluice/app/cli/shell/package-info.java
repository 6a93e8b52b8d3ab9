/** What every verb shares: streams, the way to a server, failures, help; no verb. */
@NullMarked
package dev.sluice.app.cli.shell;

import org.jspecify.annotations.NullMarked;
