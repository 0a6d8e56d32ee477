/// The contracts between Lotic's services: the records of every topic, the topics themselves, how
/// records are encoded, and the limits that all of them keep.
@NullMarked
package lotic.schemas;

import org.jspecify.annotations.NullMarked;
