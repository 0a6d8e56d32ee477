/// DJL's PyTorch engine: native settings before it loads, devices, and what a machine can do.
@NullMarked
package lotic.learning.engine;

import org.jspecify.annotations.NullMarked;
