package lotic.ingest.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

import lotic.ingest.intake.Receipt;

/// An error as HTTP tells it (RFC 9457).
///
/// @param type a name for the kind of problem
/// @param title of the status
/// @param status of HTTP
/// @param detail what happened, to what, what to do
/// @param code the last part of `type`, in kebab case
@Serdeable
record Problem(String type, String title, int status, String detail, String code) {

    private static final String TYPE = "urn:lotic:problem:";

    static Problem of(int status, String code, String detail) {
        return new Problem(
                TYPE + code, HttpStatus.valueOf(status).getReason(), status, detail, code);
    }

    MutableHttpResponse<Problem> response() {
        return HttpResponse.<Problem>status(HttpStatus.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
                .body(this);
    }

    static MutableHttpResponse<Problem> response(Receipt.Refused refused) {
        MutableHttpResponse<Problem> response =
                of(refused.status(), refused.code(), refused.detail()).response();
        refused.retryAfter()
                .ifPresent(
                        after ->
                                response.header(
                                        HttpHeaders.RETRY_AFTER,
                                        Long.toString(Math.max(1, after.toSeconds()))));
        return response;
    }
}
