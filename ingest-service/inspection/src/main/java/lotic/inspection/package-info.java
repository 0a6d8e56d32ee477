/// What is this file? Bytes from outside go in, an [lotic.inspection.Inspection] comes out: format
/// by magic, dimensions from the header, and a scan of the structure to its end, never a decoded
/// picture. Uses the JDK alone, allocates nothing of the file's choosing, and takes time linear in
/// the bytes.
@NullMarked
package lotic.inspection;

import org.jspecify.annotations.NullMarked;
