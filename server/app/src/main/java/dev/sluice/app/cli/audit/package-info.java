/** Reading the audit; no other verb. */
@NullMarked
package dev.sluice.app.cli.audit;

import org.jspecify.annotations.NullMarked;
