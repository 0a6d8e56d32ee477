/// Published versions at work: bytes of an image file go in, features and the version that gave
/// them come out. An [lotic.registry.inference.Embedder] runs one folder, or follows a model to its
/// newest version between two calls.
///
/// Models run in ONNX Runtime, through DJL, on the processor; nothing of libtorch is needed. How an
/// image is looked at is the version's own matter, told by its `preprocessor_config.json`.
@NullMarked
package lotic.registry.inference;

import org.jspecify.annotations.NullMarked;
