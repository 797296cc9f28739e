package dev.belay.model.preflight;

import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One object of an answer, and where it stands. What it lacks becomes a fault; the caller gets a
/// value that stands for nothing and goes on, so that all faults are told at once.
record Fields(String document, String path, JsonNode node, List<ReadFault> faults) {

    /// What AWS's ids are made of: what is in one is shown and written into commands.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,254}");

    private static final int LONGEST_EXCERPT = 40;

    /// The objects of a list that must be there.
    List<Fields> items(String key) {
        JsonNode list = node.path(key);
        if (!list.isArray()) {
            bad(key, "a list", list);
            return List.of();
        }
        return of(key, list);
    }

    /// The objects of a list that may be missing.
    List<Fields> maybeItems(String key) {
        return isAbsent(key) ? List.of() : items(key);
    }

    private List<Fields> of(String key, JsonNode list) {
        List<Fields> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Fields one = new Fields(document, path + "/" + key + "/" + i, list.path(i), faults);
            if (one.node.isObject()) {
                all.add(one);
            } else {
                one.bad("an object");
            }
        }
        return all;
    }

    /// An object below; an empty one where there is none.
    Fields below(String key) {
        return new Fields(document, path + "/" + key, node.path(key), faults);
    }

    boolean isAbsent(String key) {
        return node.path(key).isMissingNode() || node.path(key).isNull();
    }

    /// An id or a word that must be there.
    String id(String key) {
        JsonNode value = node.path(key);
        if (value.isString() && ID.matcher(value.stringValue()).matches()) {
            return value.stringValue();
        }
        bad(key, "an id", value);
        return "";
    }

    Optional<String> maybeId(String key) {
        boolean isEmpty = node.path(key).isString() && node.path(key).stringValue().isEmpty();
        return isAbsent(key) || isEmpty
                ? Optional.empty()
                : Optional.of(id(key)).filter(it -> !it.isEmpty());
    }

    /// Ids in a list that may be missing.
    List<String> ids(String key) {
        List<String> all = new ArrayList<>();
        JsonNode list = node.path(key);
        if (!list.isArray()) {
            if (!isAbsent(key)) {
                bad(key, "a list", list);
            }
            return all;
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode value = list.path(i);
            if (value.isString() && ID.matcher(value.stringValue()).matches()) {
                all.add(value.stringValue());
            } else {
                bad(key + "/" + i, "an id", value);
            }
        }
        return all;
    }

    boolean flag(String key) {
        return maybeFlag(key).orElse(false);
    }

    Optional<Boolean> maybeFlag(String key) {
        if (isAbsent(key)) {
            return Optional.empty();
        }
        if (!node.path(key).isBoolean()) {
            bad(key, "true or false", node.path(key));
            return Optional.empty();
        }
        return Optional.of(node.path(key).booleanValue());
    }

    Optional<Integer> maybeNumber(String key) {
        if (isAbsent(key)) {
            return Optional.empty();
        }
        if (!node.path(key).isInt()) {
            bad(key, "a whole number", node.path(key));
            return Optional.empty();
        }
        return Optional.of(node.path(key).intValue());
    }

    Optional<Cidr> maybeCidr(String key) {
        if (isAbsent(key)) {
            return Optional.empty();
        }
        JsonNode value = node.path(key);
        Optional<Cidr> cidr =
                value.isString() ? Cidr.parse(value.stringValue()).good() : Optional.empty();
        if (cidr.isEmpty()) {
            bad(key, "a network such as 10.0.0.0/16", value);
        }
        return cidr;
    }

    private void bad(String key, String wanted, JsonNode found) {
        new Fields(document, path + "/" + key, found, faults).bad(wanted);
    }

    private void bad(String wanted) {
        String text = node.isMissingNode() ? "-" : node.toString().replaceAll("\\p{Cntrl}", "?");
        String excerpt =
                text.length() <= LONGEST_EXCERPT
                        ? text
                        : text.substring(0, LONGEST_EXCERPT - 1) + "…";
        faults.add(
                new ReadFault(ReadFault.Kind.BAD_FIELD, document, List.of(path, wanted, excerpt)));
    }
}
