package lotic.trainer.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The status page: one document, one style, one script, all of them from the class path, so that
/// it works without a network. The script fetches `/v1/status` and writes what it says as text,
/// never as markup.
@Controller
final class PageController {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src"
                    + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final byte[] page = resource("status.html");
    private final byte[] style = resource("status.css");
    private final byte[] script = resource("status.js");

    @Get("/")
    HttpResponse<byte[]> page() {
        return asset(page, MediaType.TEXT_HTML_TYPE)
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer");
    }

    @Get("/status.css")
    HttpResponse<byte[]> style() {
        return asset(style, MediaType.TEXT_CSS_TYPE);
    }

    @Get("/status.js")
    HttpResponse<byte[]> script() {
        return asset(script, MediaType.of("text/javascript"));
    }

    private static MutableHttpResponse<byte[]> asset(byte[] content, MediaType type) {
        return HttpResponse.ok(content)
                .contentType(type)
                .characterEncoding("utf-8")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-cache");
    }

    private static byte[] resource(String name) {
        try (InputStream content = PageController.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("the class path lacks lotic/trainer/web/" + name);
            }
            return content.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
