package lotic.registry.service.api;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;

import jakarta.inject.Singleton;

import lotic.registry.format.FormatException;
import lotic.registry.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;

/// Turns whatever goes wrong into a problem: the rooms' own exceptions by their reason, the
/// server's own errors by their status.
@Controller
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /// What failed here is for the operator: it names folders and the insides of the store.
    private static final String OWN_FAILURE =
            "the registry failed (%s); the registry's log says why";

    @Error(global = true)
    HttpResponse<Problem> store(StoreException e) {
        HttpStatus status = status(e.reason());
        String code = code(e.reason());
        if (status.getCode() < 500) {
            return respond(Problem.of(status, code, String.valueOf(e.getMessage())));
        }
        LOG.error("registry store failed reason={}", code, e);
        return respond(Problem.of(status, code, OWN_FAILURE.formatted(code)));
    }

    @Error(global = true)
    HttpResponse<Problem> format(FormatException e) {
        String code = "bad-" + code(e.reason());
        return respond(Problem.of(HttpStatus.BAD_REQUEST, code, String.valueOf(e.getMessage())));
    }

    @Error(global = true)
    HttpResponse<Problem> api(ApiException e) {
        MutableHttpResponse<Problem> response = respond(e.problem());
        e.retryAfter()
                .ifPresent(
                        after ->
                                response.header(
                                        HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds())));
        return response;
    }

    private static MutableHttpResponse<Problem> respond(Problem problem) {
        return problem.on(HttpResponse.ok());
    }

    private static HttpStatus status(StoreException.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case AMBIGUOUS,
                    BLOB_MISSING,
                    STALE_EPOCH,
                    STEP_CONFLICT,
                    ALIAS_MOVED,
                    ALIAS_FIXED,
                    CURSOR_AHEAD,
                    EVALUATIONS_FULL ->
                    HttpStatus.CONFLICT;
            case DIGEST_MISMATCH, CONTENT_REFUSED -> HttpStatus.UNPROCESSABLE_ENTITY;
            case BLOB_TOO_LARGE, METADATA_TOO_LARGE, EVALUATION_TOO_LARGE ->
                    HttpStatus.REQUEST_ENTITY_TOO_LARGE;
            case DISK_FULL -> HttpStatus.INSUFFICIENT_STORAGE;
            case IN_USE, UNREADABLE -> HttpStatus.INTERNAL_SERVER_ERROR;
            case CLOSED -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static String code(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What the server itself refuses: unknown addresses, methods, types, sizes.
    @Primary
    @Singleton
    static final class ServerErrors implements ErrorResponseProcessor<Problem> {

        @Override
        public MutableHttpResponse<Problem> processResponse(
                ErrorContext context, MutableHttpResponse<?> response) {
            HttpStatus status = response.status();
            String code = status.getReason().toLowerCase(Locale.ROOT).replace(' ', '-');
            HttpRequest<?> request = context.getRequest();
            String detail =
                    status.getCode() >= 500
                            ? OWN_FAILURE.formatted(code)
                            : context.getErrors().stream()
                                    .map(
                                            io.micronaut.http.server.exceptions.response.Error
                                                    ::getMessage)
                                    .findFirst()
                                    .orElse(status.getReason());
            if (status.getCode() >= 500) {
                LOG.error(
                        "request failed method={} path={}",
                        request.getMethodName(),
                        lotic.registry.format.Names.shown(request.getPath()),
                        context.getRootCause().orElse(null));
            }
            return Problem.of(status, code, detail).on(response);
        }
    }
}
