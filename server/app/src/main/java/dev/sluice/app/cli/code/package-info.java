/** How far an upload of code is; no verb. */
@NullMarked
package dev.sluice.app.cli.code;

import org.jspecify.annotations.NullMarked;
