package dev.belay.model.check;

import dev.belay.model.text.OwnTexts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The texts of problems and fixes in the languages of the product.
///
/// `{0}` is an argument as it is; `{0,kind}` the name of a kind of thing, or of several between
/// commas; `{0,field}` the name of a field.
final class ProblemTexts {

    private static final Pattern HOLE = Pattern.compile("\\{(\\d)(?:,(kind|field))?}");

    private ProblemTexts() {}

    static ResourceBundle bundle(Locale locale) {
        return OwnTexts.of(ProblemTexts.class, "problems", locale);
    }

    static String fill(String key, List<String> args, Locale locale) {
        ResourceBundle bundle = bundle(locale);
        return HOLE.matcher(bundle.getString(key))
                .replaceAll(hole -> Matcher.quoteReplacement(value(hole, args, bundle)));
    }

    private static String value(MatchResult hole, List<String> args, ResourceBundle bundle) {
        String arg = args.get(Integer.parseInt(hole.group(1)));
        String form = hole.group(2);
        if (form == null || arg.isEmpty()) {
            return arg;
        }
        return Arrays.stream(arg.split(","))
                .map(word -> named(form + "." + word, word, bundle))
                .collect(Collectors.joining(bundle.getString("list.or")));
    }

    private static String named(String key, String word, ResourceBundle bundle) {
        return bundle.containsKey(key) ? bundle.getString(key) : word;
    }
}
