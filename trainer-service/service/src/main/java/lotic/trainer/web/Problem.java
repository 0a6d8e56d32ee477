package lotic.trainer.web;

import io.micronaut.serde.annotation.Serdeable;

/// An error as `application/problem+json` (RFC 9457).
///
/// @param type always `about:blank`: the code tells the kind
/// @param title of the status
/// @param status of the answer
/// @param detail what happened and what to do
/// @param code a name for programs, in kebab-case
@Serdeable
record Problem(String type, String title, int status, String detail, String code) {}
