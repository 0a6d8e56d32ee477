/// A trunk's weights under the names of another library: a version or a file goes in, a safetensors
/// file comes out.
@NullMarked
package lotic.standalone.weights;

import org.jspecify.annotations.NullMarked;
