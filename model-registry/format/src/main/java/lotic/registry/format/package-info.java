/// The registry's files and names: safetensors, manifests with their content ids, references to
/// versions.
@NullMarked
package lotic.registry.format;

import org.jspecify.annotations.NullMarked;
