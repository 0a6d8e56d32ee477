/// Lotic's services as the command line sees them: JSON over HTTP, and a sentence when nobody
/// answers.
@NullMarked
package lotic.standalone.http;

import org.jspecify.annotations.NullMarked;
