package dev.belay.model.bundle;

import dev.belay.model.text.OwnTexts;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts of refusals and runbooks; `{0}` is an argument as it is.
final class BundleTexts {

    private static final Pattern HOLE = Pattern.compile("\\{(\\d)}");

    private final ResourceBundle texts;

    private BundleTexts(Locale locale) {
        texts = bundle(locale);
    }

    static BundleTexts of(Locale locale) {
        return new BundleTexts(locale);
    }

    static ResourceBundle bundle(Locale locale) {
        return OwnTexts.of(BundleTexts.class, "bundles", locale);
    }

    String text(String key, String... args) {
        return fill(key, List.of(args));
    }

    String fill(String key, List<String> args) {
        return HOLE.matcher(texts.getString(key))
                .replaceAll(hole ->
                        Matcher.quoteReplacement(args.get(Integer.parseInt(hole.group(1)))));
    }
}
