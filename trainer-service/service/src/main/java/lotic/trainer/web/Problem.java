package lotic.trainer.web;

import io.micronaut.serde.annotation.Serdeable;

/// An error as `application/problem+json` (RFC 9457).
///
/// @param type a name for the kind of problem
/// @param title of the status
/// @param status of the answer
/// @param detail what happened and what to do
/// @param code the last part of `type`, in kebab-case
@Serdeable
record Problem(String type, String title, int status, String detail, String code) {}
