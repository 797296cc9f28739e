package dev.belay.model.diff;

import dev.belay.model.check.KindNames;
import dev.belay.model.diff.Change.What;
import dev.belay.model.text.OwnTexts;
import dev.belay.model.thing.ThingKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Changes and conflicts in words: English, or Japanese for a Japanese locale.
public final class DiffText {

    private static final Pattern HOLE = Pattern.compile("\\{(\\d)}");
    private static final Map<String, ThingKind> KINDS =
            Arrays.stream(ThingKind.values())
                    .collect(Collectors.toMap(ThingKind::code, Function.identity()));

    private final ResourceBundle texts;
    private final Locale locale;

    private DiffText(Locale locale) {
        this.locale = locale;
        this.texts = OwnTexts.of(DiffText.class, "diff", locale);
    }

    public static DiffText of(Locale locale) {
        return new DiffText(locale);
    }

    /// What kind of item it is, such as `node`.
    public String kind(Item item) {
        ThingKind kind = KINDS.get(item.kind());
        return kind == null ? texts.getString("item." + item.kind()) : KindNames.of(kind, locale);
    }

    /// What the item is called, such as `node gw-1 (front)`.
    public String item(Item item) {
        String word = kind(item);
        String id = item.id().isEmpty() ? "" : " " + item.id();
        return word + id + (item.name().isEmpty() ? "" : " (" + item.name() + ")");
    }

    /// A change as a line, with a sign that says whether something came or went.
    public String line(Change change) {
        String at =
                item(change.item()) + (change.pointer().isEmpty() ? "" : " ") + change.pointer();
        return switch (change.what()) {
            case ADDED -> "+ " + at + ": " + change.after();
            case REMOVED -> "- " + at + ": " + change.before();
            case CHANGED, REORDERED ->
                    "~ "
                            + at
                            + (change.what() == What.REORDERED
                                    ? " (" + texts.getString("order") + ")"
                                    : "")
                            + ": "
                            + value(change.before())
                            + " → "
                            + value(change.after());
        };
    }

    /// What does not go together, and what each side made of it.
    public String sentence(Conflict conflict) {
        return fill(conflict.code().code(), conflict);
    }

    /// What to do.
    public String advice(Conflict conflict) {
        return fill(conflict.code().code() + ".advice", conflict);
    }

    private String fill(String key, Conflict conflict) {
        String at =
                item(conflict.item())
                        + (conflict.pointer().isEmpty() ? "" : " " + conflict.pointer());
        List<String> args =
                List.of(
                        at,
                        value(conflict.base()),
                        value(conflict.ours()),
                        value(conflict.theirs()));
        return HOLE.matcher(texts.getString(key))
                .replaceAll(hole ->
                        Matcher.quoteReplacement(args.get(Integer.parseInt(hole.group(1)))));
    }

    private String value(String text) {
        return text.isEmpty() ? texts.getString("nothing") : "'" + text + "'";
    }
}
