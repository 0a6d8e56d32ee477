package lotic.trainer.web;

import lotic.trainer.console.River;
import lotic.trainer.evaluate.HeldOutBytes;
import lotic.trainer.gallery.Galleries;
import lotic.trainer.pictures.NewestPictures;
import lotic.trainer.pictures.Thumbnails;
import lotic.trainer.rejected.RejectedRecord;
import lotic.trainer.status.Part;
import lotic.trainer.status.PublishedVersion;

import java.util.List;
import java.util.function.Supplier;

/// What the console shows beside the status.
///
/// @param river of the last minutes
/// @param pictures that came along lately
/// @param heldOut files of held-out images
/// @param thumbnails that were asked for lately
/// @param versions asks the registry for the newest versions, newest first
/// @param galleries of the prototypes
/// @param rejections the newest records that admission turned away, newest first
public record Console(
        River river,
        NewestPictures pictures,
        HeldOutBytes heldOut,
        Thumbnails thumbnails,
        Supplier<Part<List<PublishedVersion>>> versions,
        Galleries galleries,
        Supplier<List<RejectedRecord>> rejections) {}
