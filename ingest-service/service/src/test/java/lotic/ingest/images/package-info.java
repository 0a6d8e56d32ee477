/// Files for tests: sound ones in all their variety, and every kind of bad one.
@NullMarked
package lotic.ingest.images;

import org.jspecify.annotations.NullMarked;
