package dev.belay.app.services;

import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServicesView.Host;
import dev.belay.app.services.AskCard.Outcome;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Question;
import dev.belay.app.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Every question of the services screen, and what it says of what ends.
final class Asks {
    private final Texts texts;
    private final ServicesModel model;
    private final Question<AskCard> question;

    Asks(Texts texts, ServicesModel model, Overlay overlay) {
        this.texts = texts;
        this.model = model;
        this.question = new Question<>(overlay);
        // A question about another cluster must not be answered any more.
        model.clusterProperty().subscribe((before, now) -> question.close());
    }

    /// Does it to the chosen service, after a question where something may end.
    void perform(Deed deed) {
        Optional<ServiceView> chosen = model.chosen();
        if (chosen.isEmpty() || model.hurdle(deed).isPresent()) {
            return;
        }
        ServiceView service = chosen.get();
        switch (deed) {
            case START -> model.start();
            case STOP -> stop(service);
            case MOVE -> move(service);
            case CLEAR -> clear(service);
        }
    }

    private void stop(ServiceView service) {
        List<String> lines = new ArrayList<>();
        lines.add(ending(service));
        lines.add(texts.get("stop.stays", service.name()));
        show(
                card(texts.get("stop.title", service.name()), true)
                        .of(new Outcome(texts.get("stop.do", service.name()), lines, model::stop)));
    }

    private String ending(ServiceView service) {
        return service.node().isEmpty()
                ? texts.get("ends.nothing")
                : texts.get("ends.there", service.node(), ServiceWords.ends(texts, service));
    }

    private void move(ServiceView service) {
        AskCard card =
                card(texts.get("move.title", service.name()), true)
                        .choosing(
                                texts.get("move.do.none", service.name()),
                                texts.get("move.choose"));
        card.choice(
                "move-away",
                texts.get("move.away", service.node()),
                "",
                texts.get("move.away.hint"),
                Optional.empty(),
                node -> moving(service, node));
        for (Host host : model.hosts()) {
            card.choice(
                    "move-to-" + host.node(),
                    host.node(),
                    host.node(),
                    running(host.node()),
                    model.hurdle(host),
                    node -> moving(service, node));
        }
        show(card);
    }

    private Outcome moving(ServiceView service, String node) {
        String verb =
                node.isEmpty()
                        ? texts.get("move.do.away", service.name(), service.node())
                        : texts.get("move.do", service.name(), node);
        return new Outcome(
                verb,
                List.of(ending(service), texts.get("move.then", service.name())),
                () -> model.move(node));
    }

    private String running(String node) {
        List<ServiceView> there = model.on(node);
        return there.isEmpty()
                ? texts.get("host.runs-nothing")
                : texts.get("host.runs", ServiceWords.services(texts, there));
    }

    private void clear(ServiceView service) {
        List<String> lines = new ArrayList<>();
        if (!service.failures().isEmpty()) {
            lines.add(
                    texts.get(
                            "clear.failures",
                            ServiceWords.row(
                                    texts,
                                    service.failures().stream()
                                            .map(ServiceView.Failures::node)
                                            .toList())));
        }
        if (!service.movedTo().isEmpty()) {
            lines.add(texts.get("clear.moved", service.movedTo()));
        }
        lines.add(texts.get("clear.then", service.name()));
        show(
                card(texts.get("clear.title", service.name()), false)
                        .of(
                                new Outcome(
                                        texts.get("clear.do", service.name()),
                                        lines,
                                        model::clear)));
    }

    /// Asks which mode a node is to have.
    void mode(String node) {
        Optional<Host> there =
                model.hosts().stream().filter(host -> host.node().equals(node)).findFirst();
        if (there.isEmpty() || model.hurdle().isPresent()) {
            return;
        }
        Host host = there.get();
        AskCard card =
                card(texts.get("mode.title", node), false)
                        .choosing(texts.get("mode.do.none", node), texts.get("mode.choose"));
        for (NodeMode mode : NodeMode.values()) {
            card.choice(
                    "mode-" + mode,
                    texts.get("mode." + mode),
                    mode,
                    texts.get("mode.means." + mode),
                    mode == host.mode()
                            ? Optional.of(Hurdle.of("mode.same", texts.get("mode.means." + mode)))
                            : Optional.empty(),
                    chosen -> changing(node, chosen));
        }
        show(card);
    }

    private Outcome changing(String node, NodeMode mode) {
        List<ServiceView> there = model.on(node);
        String line =
                mode == NodeMode.ACTIVE
                        ? texts.get("mode.then.ACTIVE", node)
                        : there.isEmpty()
                                ? texts.get("mode.then.nothing", node)
                                : texts.get(
                                        "mode.then." + mode, ServiceWords.services(texts, there));
        return new Outcome(
                texts.get("mode.do." + mode, node),
                List.of(line),
                () -> model.changeMode(node, mode));
    }

    private AskCard card(String title, boolean destructive) {
        return new AskCard(texts, title, destructive, question::close);
    }

    private void show(AskCard card) {
        card.getStylesheets().add(sheet());
        question.ask(card);
    }

    static String sheet() {
        return Objects.requireNonNull(Asks.class.getResource("services.css")).toExternalForm();
    }
}
