/// Where pictures come from: folders, WebDataset tars, a generator; one after the other.
@NullMarked
package lotic.standalone.source;

import org.jspecify.annotations.NullMarked;
