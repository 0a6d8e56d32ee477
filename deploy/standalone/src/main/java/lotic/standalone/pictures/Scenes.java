package lotic.standalone.pictures;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// Pictures with an above and a below.
final class Scenes {

    private static final int SIDE = Canvas.SIDE;

    private Scenes() {}

    static void city(Canvas canvas) {
        Ink sky = canvas.backdrop();
        canvas.describe("a city under a " + sky.word() + " sky");
        Graphics2D graphics = canvas.graphics();
        double left = -canvas.between(0, 10);
        while (left < SIDE) {
            double width = canvas.between(9, 22);
            house(canvas, graphics, left, width, canvas.between(30, 85));
            left += width;
        }
        graphics.dispose();
    }

    private static void house(
            Canvas canvas, Graphics2D graphics, double left, double width, double height) {
        Ink wall = Ink.any(canvas.random());
        Ink window = Ink.against(wall, canvas.random());
        double pitch = canvas.between(4, 6.5);
        graphics.setColor(wall.color());
        graphics.fill(new Rectangle2D.Double(left, SIDE - height, width, height));
        graphics.setColor(window.color());
        for (double y = SIDE - height + 2; y < SIDE; y += pitch) {
            for (double x = left + 2; x < left + width - 2.5; x += pitch) {
                if (canvas.random().nextInt(4) > 0) {
                    graphics.fill(new Rectangle2D.Double(x, y, pitch * 0.45, pitch * 0.5));
                }
            }
        }
    }

    static void trees(Canvas canvas) {
        Ink sky = canvas.backdrop();
        Ink ground = Ink.against(sky, canvas.random());
        canvas.describe("trees on " + ground.word() + " ground under a " + sky.word() + " sky");
        double horizon = canvas.between(0.6, 0.9) * SIDE;
        Graphics2D graphics = canvas.graphics();
        graphics.setColor(ground.color());
        graphics.fill(new Rectangle2D.Double(0, horizon, SIDE, SIDE - horizon));
        int count = canvas.count(4, 9);
        for (int i = 0; i < count; i++) {
            double foot = horizon + canvas.between(0, SIDE - horizon);
            tree(canvas, graphics, canvas.between(0, SIDE), foot, canvas.between(25, 60));
        }
        graphics.dispose();
    }

    private static void tree(
            Canvas canvas, Graphics2D graphics, double x, double foot, double height) {
        Ink needles = Ink.any(canvas.random());
        graphics.setColor(needles.shaded(0.5).color());
        graphics.fill(new Rectangle2D.Double(x - 1.5, foot - height * 0.15, 3, height * 0.15));
        for (int tier = 0; tier < 3; tier++) {
            double top = foot - height + height * 0.25 * tier;
            double half = height * (0.18 + 0.1 * tier);
            Path2D branches = new Path2D.Double();
            branches.moveTo(x, top);
            branches.lineTo(x - half, top + height * 0.4);
            branches.lineTo(x + half, top + height * 0.4);
            branches.closePath();
            graphics.setColor(needles.shaded(0.75 + 0.2 * tier).color());
            graphics.fill(branches);
        }
    }
}
