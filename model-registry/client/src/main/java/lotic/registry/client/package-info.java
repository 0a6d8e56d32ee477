/// What a consumer or a publisher of models embeds: list, pull with verification, watch, publish;
/// over the JDK's HTTP client.
@NullMarked
package lotic.registry.client;

import org.jspecify.annotations.NullMarked;
