/// Broker, topics and the three services as one thing that starts and stops.
@NullMarked
package lotic.standalone.river;

import org.jspecify.annotations.NullMarked;
