/// The trainer over HTTP: the status as JSON and as a page, operators' commands, health and
/// metrics. It shows and passes on; it decides nothing.
@NullMarked
@Configuration
@Requires(env = "trainer")
package lotic.trainer.web;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;

import org.jspecify.annotations.NullMarked;
