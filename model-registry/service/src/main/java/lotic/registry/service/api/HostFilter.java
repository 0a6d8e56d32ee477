package lotic.registry.service.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

import lotic.registry.format.Names;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers only to names that are its own. A web page that lets its own name resolve to this
/// machine (DNS rebinding) is a stranger to the browser's same-origin rule, but not to this one.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class HostFilter {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^:]*)(:[0-9]{1,5})?");

    private final Set<String> allowed;

    HostFilter(ApiLimits limits) {
        this.allowed = limits.hosts();
    }

    /// Refuses other names.
    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        String host =
                Optional.ofNullable(request.getHeaders().get(HttpHeaders.HOST))
                        .orElse("")
                        .toLowerCase(Locale.ROOT);
        Matcher name = HOST.matcher(host);
        if (name.matches() && allowed.contains(name.group(1))) {
            return null;
        }
        return Problem.of(
                        HttpStatus.MISDIRECTED_REQUEST,
                        "host-not-allowed",
                        "this registry is not called \"%s\"; add the name to registry.allowed-hosts"
                                .formatted(Names.shown(host)))
                .on(HttpResponse.ok());
    }

    /// Bytes of strangers are never taken for a page.
    @ResponseFilter
    void harden(MutableHttpResponse<?> response) {
        response.header("X-Content-Type-Options", "nosniff");
    }
}
