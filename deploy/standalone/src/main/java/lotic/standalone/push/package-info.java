/// Hands pictures to the ingest service, many at a time, as fast as it takes them and no faster.
@NullMarked
package lotic.standalone.push;

import org.jspecify.annotations.NullMarked;
