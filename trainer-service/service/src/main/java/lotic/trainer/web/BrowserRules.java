package lotic.trainer.web;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// What a browser may do with anything that comes from here: take it for what it is declared to be,
/// load nothing from elsewhere, run nothing that stands inside a page, show it in no frame.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class BrowserRules {

    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    @ResponseFilter
    void tellThem(MutableHttpResponse<?> response) {
        response.header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff");
    }
}
