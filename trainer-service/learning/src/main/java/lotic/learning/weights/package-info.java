/// Trunks' weights in files of others: safetensors in, tensors under this project's names out, and
/// back.
@NullMarked
package lotic.learning.weights;

import org.jspecify.annotations.NullMarked;
