package dev.belay.model.bundle;

import dev.belay.model.check.SecretNames;
import dev.belay.model.content.PathRules;
import dev.belay.model.design.Design;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import dev.belay.model.thing.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Looks for what looks like a secret anywhere in a design. It finds what is called one, keys in
/// PEM, and passwords in addresses; a password that nothing is said of it cannot know.
final class SecretScan {

    /// A value that only says where the secret comes from, such as `$PASSWORD` or `$(cat FILE)`.
    /// What stands right behind a name, or instead of it, is said by the text itself.
    private static final String FROM_ELSEWHERE =
            "\\$(?:\\(|(?:\\{[A-Za-z_][A-Za-z0-9_]*}|[A-Z_][A-Z0-9_]*)(?![^\\s\"',;)@]))";

    /// `password=x` and `AWS_SECRET_ACCESS_KEY = x`, in commands and notes; not `password=""`.
    private static final Pattern SAID =
            Pattern.compile(
                    "(?i:passw(?:or)?d|passphrase|secret|token"
                            + "|(?:private|secret|api)[_-]?(?:access[_-]?)?key)[ \\t]*=[ \\t]*"
                            + "(?!(?:\"\"|'')(?:[\\s,;]|$)|[\"']?"
                            + FROM_ELSEWHERE
                            + ")[^\\s=]");

    private static final Pattern KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");

    /// `http://user:password@host`, and `redis://:password@host`.
    private static final Pattern ADDRESS =
            Pattern.compile("://[^/\\s:@]*:(?!" + FROM_ELSEWHERE + "@)[^/\\s@]+@");

    private final List<BundleProblem> found = new ArrayList<>();

    private SecretScan() {}

    /// Where they are, without what they are.
    static List<BundleProblem> of(Design design) {
        var scan = new SecretScan();
        scan.record("cluster", design.cluster());
        design.configSets().forEach(one -> scan.record("configSets/" + one.name(), one));
        for (Thing thing : design.things()) {
            scan.record(thing.kind().section() + "/" + thing.id(), (Record) thing);
        }
        design.links().forEach(one -> scan.record("links/" + one.id(), one));
        return List.copyOf(scan.found);
    }

    private void record(String at, Record owner) {
        for (Field field : Shape.of(owner.getClass()).fields()) {
            value(at + "/" + field.name(), field.type(), field.in(owner));
        }
    }

    private void value(String at, FieldType type, Object value) {
        switch (type) {
            case FieldType.Scalar scalar -> {
                if (scalar == FieldType.Scalar.TEXT) {
                    text(at, (String) value);
                }
            }
            case FieldType.Nested _, FieldType.Union _ -> record(at, (Record) value);
            case FieldType.Maybe(FieldType of) ->
                    ((Optional<?>) value).ifPresent(one -> value(at, of, one));
            case FieldType.Many(FieldType of) -> {
                List<?> many = (List<?>) value;
                for (int i = 0; i < many.size(); i++) {
                    value(at + "/" + i, of, many.get(i));
                }
            }
            case FieldType.Texts _ -> texts(at, (Map<?, ?>) value);
            case FieldType.Choice _ -> {
                // One of our own words.
            }
        }
    }

    private void texts(String at, Map<?, ?> texts) {
        texts.forEach((name, text) -> {
            if (SecretNames.isSecret((String) name) && !((String) text).isEmpty()) {
                refuse(at + "/" + name);
            } else {
                text(at + "/" + name, (String) text);
            }
        });
    }

    private void text(String at, String text) {
        if (SAID.matcher(text).find() || KEY.matcher(text).find() || ADDRESS.matcher(text).find()) {
            refuse(at);
        }
    }

    private void refuse(String at) {
        found.add(BundleProblem.of(BundleCode.SECRET_INSIDE, PathRules.quoted(at)));
    }
}
