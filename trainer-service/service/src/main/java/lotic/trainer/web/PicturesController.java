package lotic.trainer.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

import lotic.learning.recipe.Recipe;
import lotic.pixels.Thumbnail;
import lotic.pixels.UndecodableImageException;
import lotic.trainer.console.PictureNews;
import lotic.trainer.pictures.Crops;
import lotic.trainer.pictures.Picture;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Pictures to look at, always encoded anew: the newest ones, their crops, held-out ones.
@Controller("/v1")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class PicturesController {

    private static final int LISTED_MAX = 240;

    /// Twice the size at which a page shows them, for dense screens.
    private static final int THUMBNAIL_SIDE = 160;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final TrainerHttp.View view;
    private final Console console;

    PicturesController(TrainerHttp.View view) {
        this.view = view;
        this.console = view.console();
    }

    /// The newest pictures and skipped records.
    ///
    /// @param pictures newest first
    /// @param skipped newest first; they have no picture
    @Serdeable
    record Pictures(List<PictureNews> pictures, List<PictureNews> skipped) {}

    /// A picture with its crops.
    ///
    /// @param picture what is known of it
    /// @param learnt true if the step that takes it has been made
    /// @param crops where they are, in the order of the recipe
    @Serdeable
    record PictureView(PictureNews picture, boolean learnt, List<CropLink> crops) {}

    /// Where a crop is.
    ///
    /// @param size side in pixels
    /// @param path of the PNG
    @Serdeable
    record CropLink(int size, String path) {}

    @Get("/pictures")
    Pictures pictures() {
        return new Pictures(
                told(console.pictures().newest(LISTED_MAX)), told(console.pictures().skipped()));
    }

    private static List<PictureNews> told(List<Picture> pictures) {
        return pictures.stream().map(PictureNews::of).toList();
    }

    @Get("/pictures/{partition}/{offset}")
    PictureView picture(int partition, long offset) {
        Picture picture = find(partition, offset);
        List<Integer> sizes = Crops.sizes(recipe());
        List<CropLink> crops =
                IntStream.range(0, sizes.size())
                        .mapToObj(
                                crop ->
                                        new CropLink(
                                                sizes.get(crop),
                                                "/v1/pictures/%d/%d/crops/%d"
                                                        .formatted(partition, offset, crop)))
                        .toList();
        long made = view.run().progress().get().newest().map(newest -> newest.step()).orElse(0L);
        return new PictureView(PictureNews.of(picture), picture.step() <= made, crops);
    }

    @Get("/pictures/{partition}/{offset}/thumbnail")
    HttpResponse<byte[]> thumbnail(int partition, long offset) {
        Picture picture = find(partition, offset);
        return ofThisRun(small(picture.sha256(), picture.file()), MediaType.IMAGE_JPEG_TYPE);
    }

    @Get("/pictures/{partition}/{offset}/crops/{crop}")
    HttpResponse<byte[]> crop(int partition, long offset, int crop) {
        Picture picture = find(partition, offset);
        Recipe recipe = recipe();
        if (crop < 0 || crop >= recipe.views().views()) {
            throw notFound(
                    "there is no crop %d; the recipe cuts %d, from 0"
                            .formatted(crop, recipe.views().views()));
        }
        String name = "crop %d of %d/%d".formatted(crop, partition, offset);
        byte[] png = console.thumbnails().get(name, () -> Crops.png(picture, recipe, crop));
        return ofThisRun(png, MediaType.IMAGE_PNG_TYPE);
    }

    @Get("/held-out/{sha256}/thumbnail")
    HttpResponse<byte[]> heldOut(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw notFound("a held-out picture is named by 64 lower-case hexadecimal digits");
        }
        try {
            byte[] file = console.heldOut().bytes(sha256);
            return HttpResponse.ok(small(sha256, file))
                    .contentType(MediaType.IMAGE_JPEG_TYPE)
                    .header("Cache-Control", "private, max-age=3600, immutable");
        } catch (IllegalStateException unknown) {
            throw notFound("no picture " + sha256 + " is held out");
        }
    }

    private byte[] small(String sha256, byte[] file) {
        try {
            return console.thumbnails()
                    .get("thumbnail " + sha256, () -> Thumbnail.jpeg(file, THUMBNAIL_SIDE));
        } catch (UndecodableImageException noPicture) {
            throw notFound("there is no picture in it: " + noPicture.getMessage());
        }
    }

    private Recipe recipe() {
        return view.run().progress().get().recipe();
    }

    private Picture find(int partition, long offset) {
        return console.pictures()
                .find(partition, offset)
                .orElseThrow(
                        () ->
                                notFound(
                                        "picture %d/%d is not among the newest any more"
                                                .formatted(partition, offset)));
    }

    /// A browser outlives the run, and at the same place of the next one is another picture.
    private static HttpResponse<byte[]> ofThisRun(byte[] file, MediaType type) {
        return HttpResponse.ok(file).contentType(type).header("Cache-Control", "no-store");
    }

    private static HttpStatusException notFound(String detail) {
        return new HttpStatusException(HttpStatus.NOT_FOUND, detail);
    }
}
