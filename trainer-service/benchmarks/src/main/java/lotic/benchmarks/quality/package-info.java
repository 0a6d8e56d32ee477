/// How well a recipe learns for the processor time it takes: a stream of labelled pictures goes in,
/// nearest-neighbour accuracy over time comes out. No Kafka, no service.
@NullMarked
package lotic.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
