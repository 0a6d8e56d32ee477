package lotic.standalone.pictures;

import java.util.Locale;

/// What a picture can show: the classes by which the demonstration is judged.
///
/// All of them are drawn in every colour, size and tilt, so neither the mean colour nor a coarse
/// thumbnail tells them apart; the structure that does is seen in almost any part of a picture, as
/// crops of it show parts only.
enum Subject {
    STRIPES(Textures::stripes),
    CHECKS(Textures::checks),
    DOTS(Textures::dots),
    WAVES(Textures::waves),
    BRICKS(Textures::bricks),
    CELLS(Textures::cells),
    CLOUDS(Textures::clouds),
    STARS(Shapes.scattered(Shapes::star)),
    RINGS(Shapes.scattered(Shapes::ring)),
    CROSSES(Shapes.scattered(Shapes::cross)),
    TRIANGLES(Shapes.scattered(Shapes::triangle)),
    CITY(Scenes::city),
    TREES(Scenes::trees);

    @SuppressWarnings("ImmutableEnumChecker") // painters keep nothing
    private final Painter painter;

    Subject(Painter painter) {
        this.painter = painter;
    }

    Painter painter() {
        return painter;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
