package dev.belay.model.proxy;

import dev.belay.model.proxy.SquidFinding.Kind;
import dev.belay.model.proxy.SquidRules.Call;
import dev.belay.model.proxy.SquidRules.Decision;
import dev.belay.model.proxy.SquidRules.Rule;
import dev.belay.model.proxy.SquidRules.Verdict;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is wrong with the order of a Squid configuration. `squid -k parse` looks at words, not at
/// their order: a file that denies all before it allows anybody is good to it.
public final class SquidCheck {

    /// An endpoint of the cloud, as a call through the proxy has it.
    private static final String ENDPOINT = "ec2.us-east-1.amazonaws.com";

    private static final int TLS = 443;
    private static final int PLAIN = 80;

    /// Of nobody: a source that no configuration knows (RFC 5737).
    private static final String STRANGER = "203.0.113.77";

    private final SquidRules rules;
    private final List<SquidFinding> found = new ArrayList<>();

    private SquidCheck(SquidRules rules) {
        this.rules = rules;
    }

    /// All that is wrong, by line.
    ///
    /// @param sources who is to go through
    public static List<SquidFinding> of(SquidRules rules, List<IpAddress> sources) {
        SquidCheck check = new SquidCheck(rules);
        check.order();
        check.strangers();
        check.metadata(sources);
        sources.forEach(check::source);
        return List.copyOf(check.found);
    }

    private void add(Kind kind, int line, String... args) {
        found.add(new SquidFinding(kind, line, List.of(args)));
    }

    private void order() {
        rules.includes().forEach((line, text) -> add(Kind.NOT_READ, line, text));
        boolean isWhole = rules.includes().isEmpty();
        if (rules.rules().isEmpty()) {
            if (isWhole) {
                add(Kind.NO_RULES, 0);
            }
            return;
        }
        Optional<Rule> last = Optional.empty();
        for (Rule rule : rules.rules()) {
            for (String name : rule.lists()) {
                String plain = name.startsWith("!") ? name.substring(1) : name;
                if (isWhole && !rules.isKnown(plain, rule.line())) {
                    add(Kind.UNKNOWN_LIST, rule.line(), rule.written(), plain);
                }
            }
            if (last.isPresent()) {
                add(
                        Kind.NEVER_REACHED,
                        rule.line(),
                        rule.written(),
                        last.get().written(),
                        Integer.toString(last.get().line()));
            } else if (SquidRules.isForAll(rule)) {
                last = Optional.of(rule);
            }
        }
        Rule end = rules.rules().getLast();
        if (last.isEmpty() && !end.allows()) {
            add(Kind.NO_LAST_DENY, end.line(), end.written());
        }
    }

    private void strangers() {
        Decision decision = rules.decide(new Call(address(STRANGER), ENDPOINT, TLS, true), true);
        if (decision.verdict() == Verdict.ALLOWED) {
            add(Kind.OPEN_PROXY, line(decision), written(decision));
        }
    }

    private void metadata(List<IpAddress> sources) {
        for (IpAddress source : sources) {
            Decision decision =
                    rules.decide(
                            new Call(source, Bypass.METADATA.getFirst(), PLAIN, false, true), true);
            if (decision.verdict() == Verdict.ALLOWED) {
                add(Kind.METADATA_REACHABLE, line(decision), written(decision));
                return;
            }
        }
    }

    private void source(IpAddress source) {
        Call call = new Call(source, ENDPOINT, TLS, true);
        Decision decision = rules.decide(call.asKnown());
        Decision unasked = rules.decide(call);
        if (rules.asksForUser() && unasked.verdict() == Verdict.ALLOWED) {
            add(Kind.USER_NOT_ASKED, line(unasked), source.toString(), written(unasked));
        }
        switch (decision.verdict()) {
            case ALLOWED -> {
                // As it is to be.
            }
            case DENIED ->
                    add(Kind.SOURCE_REFUSED, line(decision), source.toString(), written(decision));
            case OPEN ->
                    add(
                            Kind.SOURCE_UNDECIDED,
                            line(decision),
                            source.toString(),
                            written(decision));
        }
    }

    private static int line(Decision decision) {
        return decision.rule().map(Rule::line).orElse(0);
    }

    private static String written(Decision decision) {
        return decision.rule().map(Rule::written).orElse("http_access");
    }

    private static IpAddress address(String text) {
        return switch (IpAddress.parse(text)) {
            case Parsed.Good<IpAddress>(var address) -> address;
            case Parsed.Bad<IpAddress> bad -> throw new IllegalStateException(bad.toString());
        };
    }
}
