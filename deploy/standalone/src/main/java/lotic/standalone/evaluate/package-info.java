/// How good a version's features are by the field's protocols: a version and labelled pictures go
/// in, numbers with all constants come out.
@NullMarked
package lotic.standalone.evaluate;

import org.jspecify.annotations.NullMarked;
