/** What fetches of code have in common: bounded downloads into folders of their own. */
@NullMarked
package dev.sluice.source.fetch;

import org.jspecify.annotations.NullMarked;
