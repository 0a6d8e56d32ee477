/// What this machine offers Lotic and what is missing, with what to do about it.
@NullMarked
package lotic.standalone.doctor;

import org.jspecify.annotations.NullMarked;
