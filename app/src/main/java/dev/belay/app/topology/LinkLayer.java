package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.Node;

/// The links of a drawing in the scene.
final class LinkLayer {

    private final NodeWords words;
    private final Group lines;
    private final Group pills;
    private final Map<String, LinkView> shownLinks = new HashMap<>();
    private Map<String, List<Spot>> routes = Map.of();
    private List<String> links = List.of();
    private Layout layout = Layout.EMPTY;

    /// @param lines where lines go
    /// @param pills where what is written on them goes
    LinkLayer(NodeWords words, Group lines, Group pills) {
        this.words = words;
        this.lines = lines;
        this.pills = pills;
    }

    Optional<Node> part(String id) {
        return Optional.ofNullable(shownLinks.get(id)).map(LinkView::strokes);
    }

    void draw(Drawing drawing, Layout layout, double zoom) {
        var routes = routes(drawing, layout);
        var wanted = new HashSet<String>();
        for (var link : drawing.links()) {
            var route = routes.get(link.id());
            if (route == null) {
                continue;
            }
            wanted.add(link.id());
            var shown = shownLinks.get(link.id());
            if (shown == null) {
                shown = new LinkView(words, link);
                shownLinks.put(link.id(), shown);
                lines.getChildren().add(shown.strokes());
                pills.getChildren().add(shown.pill());
            } else {
                shown.show(link);
            }
            shown.place(route, layout.box(link.from()), layout.box(link.to()), zoom);
        }
        World.dropOthers(
                shownLinks,
                wanted,
                gone -> {
                    lines.getChildren().remove(gone.strokes());
                    pills.getChildren().remove(gone.pill());
                });
    }

    /// Ways are looked for only when the links or the places changed; ages on them change all the
    /// time.
    private Map<String, List<Spot>> routes(Drawing drawing, Layout places) {
        var wanted = drawing.links().stream().map(Link::id).toList();
        if (!places.equals(layout) || !wanted.equals(links)) {
            links = wanted;
            layout = places;
            routes = route(drawing);
        }
        return routes;
    }

    private Map<String, List<Spot>> route(Drawing drawing) {
        var cards =
                drawing.cards().stream()
                        .map(card -> layout.boxes().get(card.id()))
                        .filter(Objects::nonNull)
                        .toList();
        var router = new LinkRouter(cards, headers(drawing));
        var found = new HashMap<String, List<Spot>>();
        for (var link : drawing.links()) {
            var from = layout.boxes().get(link.from());
            var to = layout.boxes().get(link.to());
            if (from != null && to != null) {
                found.put(link.id(), router.route(from, to));
            }
        }
        return found;
    }

    private List<Box> headers(Drawing drawing) {
        var headers = new ArrayList<Box>();
        for (var container : drawing.containers()) {
            var box = layout.boxes().get(container.id());
            if (box != null) {
                headers.add(new Box(box.x(), box.y(), box.width(), ContainerView.HEADER));
            }
        }
        return headers;
    }
}
