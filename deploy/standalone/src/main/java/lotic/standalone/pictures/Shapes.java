package lotic.standalone.pictures;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;

/// Pictures of one shape, scattered over a gradient in several sizes, tilts and colours.
final class Shapes {

    private Shapes() {}

    /// A shape of radius 1 around the origin.
    interface Form {
        Shape drawnOn(Canvas canvas);
    }

    static Painter scattered(Form form) {
        return canvas -> {
            Ink ground = canvas.backdrop();
            int count = canvas.count(4, 10);
            Ink ink = ground;
            Graphics2D graphics = canvas.graphics();
            for (int i = 0; i < count; i++) {
                ink = Ink.against(ground, canvas.random());
                AffineTransform place =
                        AffineTransform.getTranslateInstance(
                                canvas.between(0, Canvas.SIDE), canvas.between(0, Canvas.SIDE));
                double radius = canvas.between(10, 24);
                place.rotate(canvas.between(0, 2 * Math.PI));
                place.scale(radius, radius * canvas.between(0.8, 1));
                graphics.setColor(ink.color());
                graphics.fill(place.createTransformedShape(form.drawnOn(canvas)));
            }
            graphics.dispose();
            canvas.describe(
                    String.format(
                            Locale.ROOT,
                            "%d shapes, one %s, on %s",
                            count,
                            ink.word(),
                            ground.word()));
        };
    }

    static Shape star(Canvas canvas) {
        double waist = canvas.between(0.36, 0.48);
        Path2D path = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            corner(path, i, 10, i % 2 == 0 ? 1 : waist);
        }
        path.closePath();
        return path;
    }

    static Shape ring(Canvas canvas) {
        double hole = canvas.between(0.58, 0.78);
        Area area = new Area(new Ellipse2D.Double(-1, -1, 2, 2));
        area.subtract(new Area(new Ellipse2D.Double(-hole, -hole, 2 * hole, 2 * hole)));
        return area;
    }

    static Shape cross(Canvas canvas) {
        double half = canvas.between(0.24, 0.36);
        Area area = new Area(new Rectangle2D.Double(-1, -half, 2, 2 * half));
        area.add(new Area(new Rectangle2D.Double(-half, -1, 2 * half, 2)));
        return area;
    }

    static Shape triangle(Canvas canvas) {
        double reach = canvas.between(0.9, 1.1);
        Path2D path = new Path2D.Double();
        for (int i = 0; i < 3; i++) {
            corner(path, i, 3, i == 0 ? reach : 1);
        }
        path.closePath();
        return path;
    }

    private static void corner(Path2D path, int index, int of, double radius) {
        double angle = 2 * Math.PI * index / of;
        double x = radius * Math.cos(angle);
        double y = radius * Math.sin(angle);
        if (index == 0) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }
}
