package dev.belay.app.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import javafx.application.Application;
import javafx.scene.Scene;

/// The sheets of look, language and size, put on every scene that was handed in; changes reach them
/// all at once.
final class Theme {
    /// The size of body text at 100 %, in pixels: every `em` of the sheets is this much.
    static final double BASE_PIXELS = 13;

    private final Map<Scene, Boolean> scenes = new WeakHashMap<>();
    private List<String> sheets = List.of();

    /// Puts the current sheets on the scene, and every later change.
    void dress(Scene scene) {
        scenes.put(scene, true);
        scene.getStylesheets().setAll(sheets);
    }

    void apply(boolean dark, Language language, int percent) {
        Fonts.load(language);
        Application.setUserAgentStylesheet(
                dark
                        ? new PrimerDark().getUserAgentStylesheetBSS()
                        : new PrimerLight().getUserAgentStylesheetBSS());
        List<String> chosen = new ArrayList<>();
        chosen.add(sheet(dark ? "tokens-dark.css" : "tokens-light.css"));
        chosen.add(sheet("belay.css"));
        chosen.add(sheet("controls.css"));
        chosen.add(sheet("type-" + language.code() + ".css"));
        chosen.add(size(percent));
        sheets = List.copyOf(chosen);
        scenes.keySet().forEach(scene -> scene.getStylesheets().setAll(sheets));
    }

    /// A popup has a root of its own and takes its sheets from its owner's scene, so that the size
    /// has to be a sheet and not a style of one root.
    private static String size(int percent) {
        String css =
                String.format(
                        Locale.ROOT, ".root{-fx-font-size:%.3fpx}", BASE_PIXELS * percent / 100.0);
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    private static String sheet(String name) {
        URL url = Theme.class.getResource(name);
        return Objects.requireNonNull(url, name).toExternalForm();
    }
}
