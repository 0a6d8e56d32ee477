package lotic.standalone.embed;

import lotic.pixels.EvaluationView;
import lotic.pixels.EvaluationView.Interpolation;
import lotic.pixels.UndecodableImageException;
import lotic.standalone.embed.Nearest.Neighbour;
import lotic.standalone.source.Sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import javax.imageio.ImageIO;

/// A page of pictures that needs nothing but itself: thumbnails are in it, and no script is. What
/// comes from outside, names above all, is escaped; pictures are decoded and drawn anew.
public final class NeighboursPage {

    /// Shown as large as half of it, so that it is sharp on fine screens.
    private static final EvaluationView THUMBNAIL =
            new EvaluationView(240, 240, Interpolation.BICUBIC);

    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <title>Nearest pictures</title>
            <style>
            :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
            body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
            h1 { font-size: 1.2rem; font-weight: 600; }
            ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); gap: 1rem; list-style: none; padding: 0; }
            figure { margin: 0; }
            img { width: 100%; max-width: 160px; aspect-ratio: 1; border-radius: 6px; display: block; }
            figcaption { font-size: .8rem; overflow-wrap: anywhere; }
            b { font-variant-numeric: tabular-nums; }
            </style>
            </head>
            <body>
            <h1>Most similar to</h1>
            """;

    private NeighboursPage() {}

    /// The page.
    ///
    /// @param version that found them similar
    /// @param query the picture that was asked about
    /// @param neighbours the most similar first
    public static String of(String version, Sample query, List<Neighbour> neighbours)
            throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(figure(query, escaped(query.name())));
        page.append("<h1>by %s</h1>\n<ol>\n".formatted(escaped(version)));
        for (Neighbour neighbour : neighbours) {
            String caption =
                    String.format(
                            Locale.ROOT,
                            "<b>%.3f</b> %s",
                            neighbour.similarity(),
                            escaped(neighbour.sample().name()));
            page.append("<li>").append(figure(neighbour.sample(), caption)).append("</li>\n");
        }
        return page.append("</ol>\n</body>\n</html>\n").toString();
    }

    private static String figure(Sample sample, String caption) throws IOException {
        return "<figure><img alt=\"%s\" src=\"data:image/png;base64,%s\"><figcaption>%s</figcaption></figure>\n"
                .formatted(
                        escaped(sample.name()),
                        Base64.getEncoder().encodeToString(thumbnail(sample.bytes())),
                        caption);
    }

    /// @throws UndecodableImageException not for a picture that was embedded
    private static byte[] thumbnail(byte[] picture) throws IOException {
        int side = THUMBNAIL.size();
        ByteBuffer pixels = ByteBuffer.allocateDirect(side * side * 3);
        THUMBNAIL.render(picture, pixels);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        pixels.flip();
        for (int i = 0; i < side * side; i++) {
            int red = Byte.toUnsignedInt(pixels.get());
            int green = Byte.toUnsignedInt(pixels.get());
            int blue = Byte.toUnsignedInt(pixels.get());
            image.setRGB(i % side, i / side, red << 16 | green << 8 | blue);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
