package lotic.trainer.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/// The console: one document, one style and a few scripts, all of them from the class path, so that
/// it works without a network. The scripts write what they are told as text, never as markup.
@Controller
final class PageController {

    private static final String PAGE = "console.html";

    /// Everything that the page loads, by name; nothing else is served.
    static final List<String> ASSETS =
            List.of(
                    "console.css",
                    "console.js",
                    "curve.js",
                    "dialog.js",
                    "feed.js",
                    "figures.js",
                    "format.js",
                    "galleries.js",
                    "health.js",
                    "icon.svg",
                    "page.js",
                    "partitions.js",
                    "pictures.js",
                    "plot.js",
                    "river.js",
                    "versions.js");

    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "html",
                    MediaType.TEXT_HTML_TYPE,
                    "css",
                    MediaType.TEXT_CSS_TYPE,
                    "js",
                    MediaType.of("text/javascript"),
                    "svg",
                    MediaType.of("image/svg+xml"));

    private final Asset page = Asset.named(PAGE);
    private final Map<String, Asset> assets =
            ASSETS.stream().collect(Collectors.toMap(Function.identity(), Asset::named));

    /// A file with a tag that changes with its content, so that a browser asks and is told that it
    /// has it already.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Asset(byte[] content, MediaType type, String tag) {

        static Asset named(String name) {
            byte[] content = resource(name);
            CRC32C crc = new CRC32C();
            crc.update(content);
            MediaType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (type == null) {
                throw new IllegalStateException(name + " has no media type");
            }
            return new Asset(content, type, "\"%08x\"".formatted(crc.getValue()));
        }
    }

    @Get("/")
    HttpResponse<byte[]> page(HttpRequest<?> request) {
        return answer(request, page);
    }

    @Get("/console/{name}")
    HttpResponse<byte[]> asset(HttpRequest<?> request, String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "the console has no " + name);
        }
        return answer(request, asset);
    }

    private static HttpResponse<byte[]> answer(HttpRequest<?> request, Asset asset) {
        boolean known = asset.tag().equals(request.getHeaders().get("If-None-Match"));
        MutableHttpResponse<byte[]> response =
                known ? HttpResponse.notModified() : HttpResponse.ok(asset.content());
        return response.contentType(asset.type())
                .characterEncoding(StandardCharsets.UTF_8)
                .header("ETag", asset.tag())
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
