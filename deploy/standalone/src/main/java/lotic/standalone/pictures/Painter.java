package lotic.standalone.pictures;

/// Draws one kind of picture, each time another one.
interface Painter {

    /// Fills the whole canvas, drawing all it needs to decide from the canvas's random numbers.
    void paint(Canvas canvas);
}
