package lotic.trainer.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.exceptions.HttpStatusException;

import java.util.Set;

/// Answers only requests that name this machine's loopback as their host, and of pages only its
/// own. A web page elsewhere can make its own name point here (DNS rebinding), but it cannot make
/// the browser send ours; and a page of another server on this machine says whose it is.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class HostFilter {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    @RequestFilter
    void refuseStrangers(HttpRequest<?> request) {
        String host = request.getHeaders().get("Host", String.class).orElse("");
        String name = host.replaceFirst(":[0-9]+$", "");
        if (!LOOPBACK.contains(name)) {
            throw new HttpStatusException(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "the trainer answers on this machine only, as localhost");
        }
        String origin = request.getHeaders().get("Origin", String.class).orElse("http://" + host);
        if (!origin.equals("http://" + host)) {
            throw new HttpStatusException(
                    HttpStatus.FORBIDDEN, "the trainer answers no pages but its own");
        }
    }
}
