/// Pictures in, features out: a version looks at files, folders and tars, and what it sees becomes
/// a file, a list of the most similar pictures, or a page of them.
@NullMarked
package lotic.standalone.embed;

import org.jspecify.annotations.NullMarked;
