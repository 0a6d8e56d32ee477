package lotic.trainer.web;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;

import jakarta.inject.Singleton;

import java.util.Locale;
import java.util.stream.Collectors;

/// Answers every error of this service as a [Problem].
@Singleton
final class Problems implements ErrorResponseProcessor<Problem> {

    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = response.status();
        String detail =
                context.hasErrors()
                        ? context.getErrors().stream()
                                .map(Error::getMessage)
                                .collect(Collectors.joining("; "))
                        : status.getReason() + ": " + context.getRequest().getPath();
        String code = status.getReason().toLowerCase(Locale.ROOT).replace(' ', '-');
        return response.body(
                        new Problem(
                                "urn:lotic:problem:" + code,
                                status.getReason(),
                                status.getCode(),
                                detail,
                                code))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
