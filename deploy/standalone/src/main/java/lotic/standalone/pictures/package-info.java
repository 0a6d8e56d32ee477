/// An endless stream of drawn pictures, so that a demonstration needs no download: textures, shapes
/// and scenes with labels and captions, as JPEG files. A picture is a pure function of a seed and
/// its number.
@NullMarked
package lotic.standalone.pictures;

import org.jspecify.annotations.NullMarked;
