package dev.belay.app.welcome;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;

/// The small drawing of a template: 172 by 72.
final class TemplatePicture {
    private static final double WIDTH = 172;
    private static final double HEIGHT = 72;

    private final Group drawing = new Group();

    private TemplatePicture() {
        Rectangle space = new Rectangle(WIDTH, HEIGHT);
        drawing.getChildren().add(styled(space, "space"));
    }

    static Region of(String template) {
        TemplatePicture picture = new TemplatePicture();
        switch (template) {
            case "ec2-route-table" -> picture.routeTable();
            case "dns-name-proxy" -> picture.dnsProxy();
            case "gateway-cluster" -> picture.workers();
            case "stations" -> picture.stations();
            case "remote-nodes" -> picture.remoteNodes();
            default -> throw new IllegalArgumentException("no picture of " + template);
        }
        StackPane pane = new StackPane(picture.drawing);
        pane.getStyleClass().add("picture");
        pane.setMinWidth(0);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(pane.widthProperty());
        clip.heightProperty().bind(pane.heightProperty());
        pane.setClip(clip);
        return pane;
    }

    private void routeTable() {
        box(66, 6, 104, 60, "solid");
        box(74, 14, 40, 44, "zone");
        box(122, 14, 40, 44, "zone");
        node(6, 27, "");
        line("M32 36H81", "path");
        node(81, 27, "active");
        node(129, 27, "");
        line("M107 36H129", "mirror");
    }

    private void dnsProxy() {
        node(6, 27, "");
        line("M32 36H58", "path");
        drawing.getChildren()
                .addAll(
                        styled(new Circle(72, 36, 13), "globe"),
                        styled(new Ellipse(72, 36, 5.5, 13), "globe"));
        line("M59 36h26", "quiet");
        line("M85 33L120 18", "path");
        line("M85 39L120 54", "dashed");
        node(120, 9, "active");
        node(120, 45, "");
    }

    private void workers() {
        line("M87 22V36H28V46M87 36V46M87 36H146V46", "quiet");
        node(74, 4, "active");
        node(15, 46, "active");
        node(74, 46, "active");
        node(133, 46, "active");
    }

    private void stations() {
        Rectangle balancer = new Rectangle(58, 4, 58, 16);
        balancer.setArcWidth(16);
        balancer.setArcHeight(16);
        drawing.getChildren().add(styled(balancer, "globe"));
        line("M68 12h38", "path");
        line("M87 20V32H42V38M87 32H132V38", "quiet");
        node(29, 38, "active");
        node(119, 38, "active");
        line("M55 47H119", "mirror");
    }

    private void remoteNodes() {
        box(4, 6, 84, 60, "solid");
        node(12, 14, "active");
        node(50, 14, "");
        node(31, 42, "");
        line("M88 36H112", "quiet");
        box(112, 10, 54, 52, "zone");
        node(118, 16, "unknown");
        node(134, 38, "unknown");
    }

    private void box(double x, double y, double width, double height, String style) {
        Rectangle box = new Rectangle(x, y, width, height);
        box.setArcWidth(8);
        box.setArcHeight(8);
        drawing.getChildren().add(styled(box, style));
    }

    private void node(double x, double y, String state) {
        Rectangle card = new Rectangle(x, y, 26, 18);
        card.setArcWidth(6);
        card.setArcHeight(6);
        Circle dot = new Circle(x + 8, y + 9, 3);
        Node mark = styled(dot, state.equals("active") ? "dot-active" : "dot-ring");
        drawing.getChildren().addAll(styled(card, "node"), mark);
        line("M" + (x + 14) + " " + (y + 9) + "h8", "name");
    }

    private void line(String path, String style) {
        SVGPath line = new SVGPath();
        line.setContent(path);
        drawing.getChildren().add(styled(line, style));
    }

    private static <S extends Shape> S styled(S shape, String style) {
        shape.getStyleClass().add(style);
        return shape;
    }
}
