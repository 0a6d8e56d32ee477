package lotic.trainer.gallery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A gallery as it is kept and as it goes over HTTP.
final class GalleryJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GalleryJson() {}

    /// True if the bytes are whole: galleries are not flushed to the disk, so a power cut may leave
    /// less.
    static boolean isGallery(byte[] json) {
        try {
            return JSON.readTree(json).path("rows").isArray();
        } catch (IOException damaged) {
            return false;
        }
    }

    static byte[] write(Gallery gallery) {
        ObjectNode json = JSON.createObjectNode();
        json.put("step", gallery.step());
        json.put("prototypes", gallery.prototypes());
        json.put("used", gallery.used());
        json.put("pictures", gallery.pictures());
        ArrayNode rows = json.putArray("rows");
        for (Gallery.Row row : gallery.rows()) {
            ObjectNode each = rows.addObject();
            each.put("prototype", row.prototype());
            each.put("pictures", row.pictures());
            ArrayNode nearest = each.putArray("nearest");
            for (Gallery.Near near : row.nearest()) {
                ObjectNode picture = nearest.addObject();
                picture.put("sha256", near.image().sha256());
                picture.put("label", near.image().label().orElse(null));
                picture.put("similarity", (float) near.similarity());
            }
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
