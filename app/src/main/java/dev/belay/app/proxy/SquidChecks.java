package dev.belay.app.proxy;

import dev.belay.api.ApiError;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Finding;
import dev.belay.model.proxy.SquidCheck;
import dev.belay.model.proxy.SquidFinding;
import dev.belay.model.proxy.SquidFinding.Kind;
import dev.belay.model.proxy.SquidMend;
import dev.belay.model.proxy.SquidMend.Mark;
import dev.belay.model.proxy.SquidMend.Mended;
import dev.belay.model.proxy.SquidRules;
import dev.belay.model.proxy.SquidText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether a configuration of Squid that is there does what is wanted of it.
final class SquidChecks {
    private static final Pattern PORT =
            Pattern.compile("(?m)^\\s*http_port\\s+(?:\\S*:)?([0-9]{1,5})\\b");

    private static final String FILE = "squid.conf";

    /// Nothing is known to be wrong.
    private static final Set<Kind> OPEN = Set.of(Kind.NOT_READ, Kind.SOURCE_UNDECIDED);

    private final Texts texts;

    SquidChecks(Texts texts) {
        this.texts = texts;
    }

    /// A statement about the file, and the findings that speak against it.
    enum Rule {
        WHOLE("squid-whole", Set.of(Kind.NOT_READ)),
        ORDER("squid-order", Set.of(Kind.NEVER_REACHED)),
        LISTS("squid-lists", Set.of(Kind.UNKNOWN_LIST)),
        NODES(
                "squid-nodes",
                Set.of(Kind.SOURCE_REFUSED, Kind.SOURCE_UNDECIDED, Kind.USER_NOT_ASKED)),
        STRANGERS("squid-strangers", Set.of(Kind.OPEN_PROXY, Kind.NO_LAST_DENY, Kind.NO_RULES)),
        METADATA("squid-metadata", Set.of(Kind.METADATA_REACHABLE));

        private final String key;

        /// Whether it is about nodes that go through: without one, nobody has looked.
        private final boolean isOfSources;

        @SuppressWarnings("ImmutableEnumChecker") // Set.of
        private final Set<Kind> kinds;

        Rule(String key, Set<Kind> kinds) {
            this.key = key;
            this.kinds = kinds;
            this.isOfSources =
                    kinds.contains(Kind.SOURCE_REFUSED) || kinds.contains(Kind.METADATA_REACHABLE);
        }

        String key() {
            return key;
        }
    }

    /// What the page Review has a mended file for does not stop anybody.
    Finding look(Rule rule, Case now) {
        if (rule.isOfSources && now.sources().isEmpty()) {
            return Finding.unknown(
                    new ApiError(
                            rule.key,
                            texts.get(rule.key + ".wanted"),
                            texts.get("squid.nobody"),
                            texts.get("squid.nobody.advice")),
                    "",
                    FILE);
        }
        List<SquidFinding> all = findings(now);
        List<SquidFinding> found = of(rule, all);
        if (found.isEmpty()) {
            return Finding.pass(texts.get(rule.key + ".good"), FILE);
        }
        Mended mended = SquidMend.of(now.form().squid().orElse(""), now.proxy(), now.sources());
        SquidText words = SquidText.of(texts.language().locale());
        String told =
                found.stream()
                        .map(one ->
                                place(one)
                                        + RefusalWords.in(texts.language())
                                                .together(words.sentence(one), words.advice(one)))
                        .collect(Collectors.joining("\n"));
        boolean isOpen = found.stream().allMatch(one -> OPEN.contains(one.kind()));
        if (isOpen) {
            return Finding.unknown(
                    new ApiError(rule.key, texts.get(rule.key + ".wanted"), lines(found), told),
                    "",
                    FILE);
        }
        if (of(rule, asked(mended.left(), now)).stream()
                .anyMatch(one -> !OPEN.contains(one.kind()))) {
            return Finding.fail(
                    new ApiError(
                            rule.key,
                            texts.get(rule.key + ".wanted"),
                            told,
                            texts.get("squid.by-hand")),
                    "",
                    FILE);
        }
        boolean isFirst =
                Stream.of(Rule.values())
                        .filter(one ->
                                !of(one, all).stream().allMatch(it -> OPEN.contains(it.kind())))
                        .findFirst()
                        .filter(one -> one == rule)
                        .isPresent();
        String mending = "\n" + texts.get(isFirst ? "squid.mended" : "squid.mended.too");
        return Finding.warn(
                new ApiError(
                        rule.key, texts.get(rule.key + ".wanted"), lines(found), told + mending),
                isFirst ? fix(mended) : "",
                FILE);
    }

    private static List<SquidFinding> findings(Case now) {
        return asked(
                SquidCheck.of(SquidRules.read(now.form().squid().orElse("")), now.sources()), now);
    }

    /// Nodes that call without a user are to go through without one.
    private static List<SquidFinding> asked(List<SquidFinding> all, Case now) {
        boolean hasUser = now.proxy().user().isPresent();
        return all.stream().filter(one -> hasUser || one.kind() != Kind.USER_NOT_ASKED).toList();
    }

    private static List<SquidFinding> of(Rule rule, List<SquidFinding> all) {
        return all.stream().filter(one -> rule.kinds.contains(one.kind())).toList();
    }

    private String lines(List<SquidFinding> found) {
        String numbers =
                found.stream()
                        .map(SquidFinding::line)
                        .filter(one -> one > 0)
                        .distinct()
                        .map(one -> texts.get("squid.line", Integer.toString(one)))
                        .collect(Collectors.joining(", "));
        return numbers.isEmpty() ? texts.get("squid.all") : numbers;
    }

    private String place(SquidFinding one) {
        return one.line() == 0 ? "" : texts.get("squid.at", Integer.toString(one.line())) + " ";
    }

    /// The lines that mend it, with what they stand before; the whole file is on the page Review.
    private static String fix(Mended mended) {
        List<String> lines = new ArrayList<>();
        boolean isAdding = false;
        for (SquidMend.Line line : mended.lines()) {
            boolean isAdded = line.mark() == Mark.ADDED;
            if (isAdding && !isAdded && line.mark() == Mark.KEPT) {
                lines.add("  " + line.number() + "  " + line.text());
                isAdding = false;
            }
            if (isAdded) {
                lines.add("+    " + line.text());
                isAdding = true;
            } else if (line.mark() == Mark.TAKEN_OUT) {
                lines.add("- " + line.number() + "  " + line.text());
            }
        }
        return String.join("\n", lines);
    }

    /// Squid listens where the nodes call.
    Finding port(Case now) {
        Set<String> ports = new TreeSet<>();
        PORT.matcher(now.form().squid().orElse(""))
                .results()
                .map((MatchResult one) -> one.group(1))
                .forEach(ports::add);
        String wanted = now.proxy().port().toString();
        if (ports.contains(wanted)) {
            return Finding.pass("http_port " + wanted, FILE);
        }
        return Finding.warn(
                new ApiError(
                        "squid-port",
                        texts.get("squid-port.wanted", wanted),
                        ports.isEmpty()
                                ? texts.get("squid-port.none")
                                : texts.get("squid-port.found", String.join(", ", ports)),
                        texts.get("squid-port.advice")),
                "http_port " + wanted,
                FILE);
    }

    /// Squid is not on this computer: it is asked where it runs.
    Finding words(Case now) {
        return Finding.skipped(texts.get("squid-words.later", now.proxy().host().orElse("")));
    }

    Finding away(Case now) {
        return Finding.warn(
                new ApiError(
                        "squid-away",
                        texts.get("squid-away.wanted", now.proxy().id()),
                        texts.get("squid-away.found"),
                        texts.get("squid-away.advice")),
                "",
                "");
    }
}
