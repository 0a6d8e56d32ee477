package lotic.registry.service.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/// An error as HTTP tells it (RFC 9457).
///
/// @param type a name for the kind of problem
/// @param title of the status
/// @param status of HTTP
/// @param detail what happened, to what, what to do
/// @param code the last part of `type`, in kebab case
@Serdeable
public record Problem(String type, String title, int status, String detail, String code) {

    private static final String TYPE = "urn:lotic:problem:";

    static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(TYPE + code, status.getReason(), status.getCode(), detail, code);
    }

    MutableHttpResponse<Problem> on(MutableHttpResponse<?> response) {
        return response.status(status)
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
                .body(this);
    }
}
