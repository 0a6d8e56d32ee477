/// The registry service: versions of models over HTTP, their news on `lotic.models`.
/// [lotic.registry.service.RegistryService] starts it with one
/// [lotic.registry.service.RegistrySettings]; nothing else of this room is seen from outside.
@Configuration
@Requires(env = RegistryService.ENVIRONMENT)
@NullMarked
package lotic.registry.service;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;

import org.jspecify.annotations.NullMarked;
