/// What the registry tells of itself: metrics under `lotic_registry_…`, health.
@NullMarked
package lotic.registry.service.metrics;

import org.jspecify.annotations.NullMarked;
