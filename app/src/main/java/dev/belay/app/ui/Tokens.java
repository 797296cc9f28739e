package dev.belay.app.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;

/// The colours of one look by their names in the sheets, for what is painted on a canvas.
public final class Tokens {
    private static final Pattern COLOUR = Pattern.compile("(-[a-z0-9-]+):\\s*(#[0-9a-fA-F]{3,8});");
    private static final Map<Boolean, Tokens> LOOKS = new HashMap<>();

    private final Map<String, Color> colours;

    private Tokens(Map<String, Color> colours) {
        this.colours = colours;
    }

    static Tokens of(boolean dark) {
        return LOOKS.computeIfAbsent(dark, Tokens::read);
    }

    /// The colour with this name, such as `-color-accent-emphasis` or `-belay-series-1`.
    public Color colour(String name) {
        return Objects.requireNonNull(colours.get(name), name);
    }

    /// The colour of the n-th series, counted from 0; they repeat after six.
    public Color series(int index) {
        return colour("-belay-series-" + (index % 6 + 1));
    }

    private static Tokens read(boolean dark) {
        String name = dark ? "tokens-dark.css" : "tokens-light.css";
        try (InputStream in = Tokens.class.getResourceAsStream(name)) {
            String css =
                    new String(
                            Objects.requireNonNull(in, name).readAllBytes(),
                            StandardCharsets.UTF_8);
            Map<String, Color> colours = new HashMap<>();
            Matcher matcher = COLOUR.matcher(css);
            while (matcher.find()) {
                colours.put(matcher.group(1), Color.web(matcher.group(2)));
            }
            return new Tokens(Map.copyOf(colours));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
