package dev.belay.app.proxy;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Syntax;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Parts;
import dev.belay.model.proxy.ProxyFiles;
import dev.belay.model.proxy.SquidMend;
import dev.belay.model.proxy.SquidMend.Line;
import dev.belay.model.proxy.SquidMend.Mark;
import dev.belay.model.proxy.SquidMend.Mended;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The files that the proxy stands for, one at a time, to copy and to save.
final class FilesCard extends VBox {
    private static final String SQUID = "squid.conf";

    /// A file up to so many lines is shown whole.
    private static final int LINES_SHOWN = 80;

    /// So many lines before and after a change.
    private static final int AROUND = 3;

    private static final Pattern DECIDES =
            Pattern.compile("\\s*(acl|http_access|http_port|include)\\s");

    private final Texts texts;
    private final Case now;
    private final Map<String, String> files;
    private final Optional<Mended> mended;
    private final VBox lines = Parts.column("conf-lines");
    private final Label about = Labels.prose("", "type-small", "muted");

    FilesCard(Texts texts, Saver saver, Case now) {
        this.texts = texts;
        this.now = now;
        this.mended =
                now.form().squid().map(text -> SquidMend.of(text, now.proxy(), now.sources()));
        this.files = new LinkedHashMap<>(ProxyFiles.of(now.proxy()));
        mended.ifPresent(one -> files.put(SQUID, one.text()));
        getStyleClass().addAll("card", "conf-card");
        setId("proxy-files");
        // Squid's file first, then what nodes get.
        List<String> paths = new ArrayList<>(files.keySet());
        paths.sort((one, other) -> Boolean.compare(other.equals(SQUID), one.equals(SQUID)));
        ObjectProperty<String> chosen = new SimpleObjectProperty<>(paths.getFirst());
        Segmented<String> choice = new Segmented<>("proxy-file", chosen);
        paths.forEach(path ->
                choice.add(path, "proxy-file-" + name(path), new SimpleStringProperty(name(path))));
        HBox head =
                Parts.row(
                        "conf-head",
                        choice,
                        Labels.space(),
                        Parts.button(
                                "proxy-file-copy",
                                "fth-copy",
                                texts.get("files.copy"),
                                () -> copy(files.getOrDefault(chosen.get(), ""))),
                        Parts.button(
                                "proxy-file-save",
                                "fth-download",
                                texts.get("files.save"),
                                () ->
                                        saver.save(
                                                name(chosen.get()),
                                                files.getOrDefault(chosen.get(), ""))));
        ScrollPane scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("code");
        getChildren().addAll(head, about, scroll);
        chosen.subscribe(this::show);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void show(String path) {
        boolean isMended = path.equals(SQUID) && mended.isPresent();
        about.setText(about(path, isMended));
        Syntax syntax = path.equals(SQUID) ? Syntax.SQUID : Syntax.INI;
        lines.getChildren().clear();
        List<Line> all =
                isMended ? mended.orElseThrow().lines() : kept(files.getOrDefault(path, ""));
        int skipped = 0;
        for (int i = 0; i <= all.size(); i++) {
            boolean isShown = i < all.size() && isShown(all, i);
            if (skipped > 0 && (isShown || i == all.size())) {
                lines.getChildren().add(between(skipped));
                skipped = 0;
            }
            if (isShown) {
                lines.getChildren().add(row(all.get(i), syntax));
            } else {
                skipped++;
            }
        }
    }

    private static List<Line> kept(String text) {
        List<Line> all = new ArrayList<>();
        text.lines().forEach(line -> all.add(new Line(Mark.KEPT, all.size() + 1, line)));
        return all;
    }

    /// The file of a distribution has thousands of lines that say nothing.
    private static boolean isShown(List<Line> all, int at) {
        if (all.size() <= LINES_SHOWN || DECIDES.matcher(all.get(at).text()).lookingAt()) {
            return true;
        }
        return all.subList(Math.max(0, at - AROUND), Math.min(all.size(), at + AROUND + 1)).stream()
                .anyMatch(one -> one.mark() != Mark.KEPT);
    }

    private Node between(int count) {
        return Parts.row(
                "conf-row",
                Labels.label("", "conf-number"),
                Labels.label("⋯", "mono", "subtle", "conf-sign"),
                Labels.label(texts.get("files.between", count), "type-small", "subtle"));
    }

    private String about(String path, boolean isMended) {
        if (!isMended) {
            return texts.get("files.about." + name(path), now.proxy().host().orElse(""));
        }
        Mended one = mended.orElseThrow();
        if (!one.isChanged()) {
            return texts.get("files.good");
        }
        return texts.get("files.mended", count(one, Mark.ADDED), count(one, Mark.TAKEN_OUT))
                + (one.left().isEmpty() ? "" : " " + texts.get("files.left", one.left().size()));
    }

    private static long count(Mended mended, Mark mark) {
        return mended.lines().stream().filter(one -> one.mark() == mark).count();
    }

    private Node row(Line line, Syntax syntax) {
        HBox words = new HBox();
        for (Syntax.Token token : syntax.tokens(line.text())) {
            Label word =
                    Labels.whole(
                            line.text().substring(token.from(), token.to()).replace("\t", "    "),
                            "mono",
                            "syntax-" + token.kind().name().toLowerCase(Locale.ROOT));
            words.getChildren().add(word);
        }
        String sign =
                switch (line.mark()) {
                    case KEPT -> " ";
                    case ADDED -> "+";
                    case TAKEN_OUT -> "−";
                };
        HBox row =
                Parts.row(
                        "conf-row",
                        Labels.label(
                                line.number() == 0 ? "" : Integer.toString(line.number()),
                                "mono",
                                "subtle",
                                "conf-number"),
                        Labels.label(sign, "mono", "conf-sign"),
                        words);
        row.getStyleClass()
                .add(
                        switch (line.mark()) {
                            case KEPT -> "kept";
                            case ADDED -> "added";
                            case TAKEN_OUT -> "removed";
                        });
        row.setAccessibleText(texts.get("files.line." + line.mark(), line.text()));
        return row;
    }

    static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
