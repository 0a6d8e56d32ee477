/// A Kafka broker inside this JVM, for those who have no cluster.
@NullMarked
package lotic.standalone.broker;

import org.jspecify.annotations.NullMarked;
