package dev.belay.model.proxy;

import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The lines `acl` and `http_access` of a Squid configuration, and what they decide.
///
/// Squid takes the first line of `http_access` of which all lists fit. Where none fits, it does the
/// opposite of the last one. Source: Squid 5 configuration reference, `http_access`.
///
/// @param lists access lists, by name
/// @param rules in their order
/// @param includes lines that take in other files, by their number; those are not read
public record SquidRules(
        Map<String, List<Acl>> lists, List<Rule> rules, SortedMap<Integer, String> includes) {

    /// What a name of the cloud never stands for.
    private static final List<Cidr> NEAR = networks("127.0.0.0/8", "169.254.0.0/16");

    /// One line of an access list; several of one name fit where one of them does.
    ///
    /// @param line in the file, from 1
    /// @param type such as `src`
    /// @param values after it
    public record Acl(int line, String type, List<String> values) {
        public Acl {
            values = List.copyOf(values);
        }
    }

    /// One line of `http_access`.
    ///
    /// @param line in the file, from 1
    /// @param allows or denies
    /// @param lists names that all have to fit; one with `!` before it must not
    public record Rule(int line, boolean allows, List<String> lists) {
        public Rule {
            lists = List.copyOf(lists);
        }

        /// As it stands in the file.
        public String written() {
            return "http_access " + (allows ? "allow " : "deny ") + String.join(" ", lists);
        }
    }

    /// A call that is to go through.
    ///
    /// @param source where it comes from
    /// @param host a name or an address
    /// @param port of the host
    /// @param isTunnel whether it is a `CONNECT`
    /// @param isKnown whether it tells a user and a password that are right
    public record Call(IpAddress source, String host, int port, boolean isTunnel, boolean isKnown) {

        /// One that tells no user.
        public Call(IpAddress source, String host, int port, boolean isTunnel) {
            this(source, host, port, isTunnel, false);
        }

        Call asKnown() {
            return new Call(source, host, port, isTunnel, true);
        }
    }

    /// What becomes of a call.
    public enum Verdict {
        ALLOWED,
        DENIED,
        /// It hangs on something that this does not read.
        OPEN
    }

    /// A verdict and where it comes from.
    ///
    /// @param rule that decided; empty where none did
    public record Decision(Verdict verdict, Optional<Rule> rule) {}

    private static final int HTTPS = 443;

    /// Of lists that Squid has by itself.
    private static final Map<String, Acl> BUILT_IN =
            Map.of(
                    "all", new Acl(0, "src", List.of("all")),
                    "localhost", new Acl(0, "src", List.of("127.0.0.1/32", "::1/128")),
                    "to_localhost", new Acl(0, "dst", List.of("127.0.0.0/8", "::1/128")),
                    "to_linklocal", new Acl(0, "dst", List.of("169.254.0.0/16", "fe80::/10")),
                    "CONNECT", new Acl(0, "method", List.of("CONNECT")),
                    // Of Squid's own pages, which no call of these is for.
                    "manager", new Acl(0, "method", List.of()));

    public SquidRules {
        lists = Map.copyOf(lists);
        rules = List.copyOf(rules);
        includes = Collections.unmodifiableSortedMap(new TreeMap<>(includes));
    }

    private static List<Cidr> networks(String... texts) {
        return Stream.of(texts).flatMap(one -> Cidr.parse(one).good().stream()).toList();
    }

    /// Reads a configuration; what it does not know it passes over.
    public static SquidRules read(String text) {
        Map<String, List<Acl>> lists = new HashMap<>();
        List<Rule> rules = new ArrayList<>();
        SortedMap<Integer, String> includes = new TreeMap<>();
        int next = 0;
        StringBuilder whole = new StringBuilder();
        for (String part : text.lines().toList()) {
            next++;
            if (part.endsWith("\\")) {
                // It goes on in the next one.
                whole.append(part, 0, part.length() - 1).append(' ');
                continue;
            }
            String line = whole.append(part).toString();
            whole.setLength(0);
            int number = next;
            int comment = line.indexOf('#');
            String[] words =
                    (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+", -1);
            if (words[0].equals("acl") && words.length >= 3) {
                List<String> values = List.of(words).subList(3, words.length);
                lists.computeIfAbsent(words[1], _ -> new ArrayList<>())
                        .add(new Acl(number, words[2], values));
            } else if (words[0].equals("http_access") && isRule(words)) {
                List<String> names = List.of(words).subList(2, words.length);
                rules.add(new Rule(number, words[1].equals("allow"), names));
            } else if (words[0].equals("include")) {
                includes.put(number, line.strip());
            }
        }
        return new SquidRules(lists, rules, includes);
    }

    /// Squid passes over what neither allows nor denies, and what is for nobody.
    private static boolean isRule(String[] words) {
        return words.length >= 3 && (words[1].equals("allow") || words[1].equals("deny"));
    }

    /// Whether a list of that name is there at that line.
    boolean isKnown(String name, int line) {
        return BUILT_IN.containsKey(name)
                || lists.getOrDefault(name, List.of()).stream().anyMatch(one -> one.line() < line);
    }

    /// Whether a line fits every call.
    static boolean isForAll(Rule rule) {
        return rule.lists().stream().allMatch(name -> name.equals("all"));
    }

    /// What becomes of a call.
    public Decision decide(Call call) {
        return decide(call, false);
    }

    /// What becomes of a call if no rule fits it of which that can't be said.
    ///
    /// @param passes whether such rules are passed over; otherwise the first one leaves it open,
    ///   and so does another file that is taken in before
    Decision decide(Call call, boolean passes) {
        for (Rule rule : rules) {
            boolean isAfterOthers = !includes.isEmpty() && includes.firstKey() < rule.line();
            if (isAsked(rule, call) && !isAfterOthers) {
                return new Decision(Verdict.DENIED, Optional.of(rule));
            }
            Optional<Boolean> fits = fits(rule, call);
            if (!passes && (fits.isEmpty() || (fits.get() && isAfterOthers))) {
                return new Decision(Verdict.OPEN, Optional.of(rule));
            }
            if (fits.orElse(false)) {
                return new Decision(
                        rule.allows() ? Verdict.ALLOWED : Verdict.DENIED, Optional.of(rule));
            }
        }
        boolean isAllowed = !rules.isEmpty() && !rules.getLast().allows();
        return new Decision(isAllowed ? Verdict.ALLOWED : Verdict.DENIED, Optional.empty());
    }

    /// Whether a line may be meant for a source: it is in all its lists of sources, as far as that
    /// can be said.
    boolean isFor(int line, IpAddress source) {
        var call = new Call(source, "", HTTPS, true);
        return rules.stream()
                .filter(one -> one.line() == line)
                .flatMap(one -> one.lists().stream())
                .filter(this::isOfSources)
                .allMatch(name -> fits(name, call).orElse(true));
    }

    private boolean isOfSources(String name) {
        return lists.getOrDefault(name, List.of()).stream()
                .anyMatch(one -> one.type().equals("src"));
    }

    /// Whether any line asks for a user.
    boolean asksForUser() {
        return rules.stream().flatMap(one -> one.lists().stream()).anyMatch(this::isOfUsers);
    }

    /// The access list with which it asks; empty when there is none.
    Optional<String> users() {
        return lists.keySet().stream().filter(this::isOfUsers).sorted().findFirst();
    }

    private boolean isOfUsers(String name) {
        return lists
                .getOrDefault(name.startsWith("!") ? name.substring(1) : name, List.of())
                .stream()
                .anyMatch(one -> one.type().startsWith("proxy_auth"));
    }

    /// Whether Squid answers 407 at a line: it looks at lists in their order, and goes no further
    /// once one asks for a user and none was told.
    private boolean isAsked(Rule rule, Call call) {
        if (call.isKnown()) {
            return false;
        }
        for (String name : rule.lists()) {
            if (isOfUsers(name)) {
                return true;
            }
            boolean isNot = name.startsWith("!");
            Optional<Boolean> fits = fits(isNot ? name.substring(1) : name, call);
            if (fits.isEmpty() || fits.get() == isNot) {
                return false;
            }
        }
        return false;
    }

    /// Empty when it can't be said.
    private Optional<Boolean> fits(Rule rule, Call call) {
        boolean isOpen = false;
        for (String name : rule.lists()) {
            boolean isNot = name.startsWith("!");
            Optional<Boolean> fits = fits(isNot ? name.substring(1) : name, call);
            if (fits.isPresent() && fits.get() == isNot) {
                return Optional.of(false);
            }
            isOpen |= fits.isEmpty();
        }
        return isOpen ? Optional.empty() : Optional.of(true);
    }

    private Optional<Boolean> fits(String name, Call call) {
        List<Acl> all = lists.get(name);
        if (all == null) {
            Acl known = BUILT_IN.get(name);
            return known == null ? Optional.empty() : fits(known, call);
        }
        boolean isOpen = false;
        for (Acl one : all) {
            Optional<Boolean> fits = fits(one, call);
            if (fits.isPresent() && fits.get()) {
                return fits;
            }
            isOpen |= fits.isEmpty();
        }
        return isOpen ? Optional.empty() : Optional.of(false);
    }

    private static Optional<Boolean> fits(Acl acl, Call call) {
        if (acl.values().stream().anyMatch(one -> one.startsWith("\""))) {
            // Values out of a file.
            return Optional.empty();
        }
        return switch (acl.type()) {
            case "src" -> inNetworks(acl.values(), call.source());
            case "dst" ->
                    IpAddress.parse(call.host())
                            .good()
                            .map(address -> inNetworks(acl.values(), address))
                            .orElseGet(() -> farAway(acl.values()));
            case "dstdomain" -> isNamed(acl.values(), call.host());
            case "proxy_auth", "proxy_auth_regex" ->
                    // Which of the users that are known tells itself is not.
                    !call.isKnown() || acl.values().contains("REQUIRED")
                            ? Optional.of(call.isKnown())
                            : Optional.empty();
            case "port" -> Optional.of(acl.values().stream().anyMatch(one -> isPort(one, call)));
            case "method" ->
                    Optional.of(acl.values().contains(call.isTunnel() ? "CONNECT" : "GET"));
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> inNetworks(List<String> values, IpAddress address) {
        boolean isOpen = false;
        for (String value : values) {
            Optional<Cidr> network = Cidr.parse(value).good();
            Optional<IpAddress> alone = IpAddress.parse(value).good();
            if (value.equals("all")
                    || network.filter(one -> one.contains(address)).isPresent()
                    || alone.filter(address::equals).isPresent()) {
                return Optional.of(true);
            }
            Optional<Boolean> isBetween = isBetween(value, address);
            if (isBetween.orElse(false)) {
                return isBetween;
            }
            isOpen |= network.isEmpty() && alone.isEmpty() && isBetween.isEmpty();
        }
        return isOpen ? Optional.empty() : Optional.of(false);
    }

    /// Of two addresses with a dash between them.
    private static Optional<Boolean> isBetween(String value, IpAddress address) {
        int dash = value.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        Optional<IpAddress> first = IpAddress.parse(value.substring(0, dash)).good();
        Optional<IpAddress> last = IpAddress.parse(value.substring(dash + 1)).good();
        return first.isPresent() && last.isPresent()
                ? Optional.of(
                        address.v6() == first.get().v6()
                                && address.compareTo(first.get()) >= 0
                                && address.compareTo(last.get()) <= 0)
                : Optional.empty();
    }

    /// Whether the address of a name fits, which nobody has asked for: only what every address or
    /// no address of the cloud fits is known.
    private static Optional<Boolean> farAway(List<String> values) {
        if (values.contains("all") || values.contains("0.0.0.0/0")) {
            return Optional.of(true);
        }
        boolean areNear =
                values.stream()
                        .allMatch(one ->
                                IpAddress.parse(one).good().filter(IpAddress::v6).isPresent()
                                        || Cidr.parse(one)
                                                .good()
                                                .filter(SquidRules::isNear)
                                                .isPresent()
                                        || IpAddress.parse(one)
                                                .good()
                                                .map(Cidr::of)
                                                .filter(SquidRules::isNear)
                                                .isPresent());
        return areNear ? Optional.of(false) : Optional.empty();
    }

    private static boolean isNear(Cidr network) {
        return network.network().v6() || NEAR.stream().anyMatch(one -> one.contains(network));
    }

    /// Of an address Squid asks for its name, unless `-n` forbids that.
    private static Optional<Boolean> isNamed(List<String> values, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        boolean isNamed =
                values.stream()
                        .map(one -> one.toLowerCase(Locale.ROOT))
                        .anyMatch(one ->
                                one.startsWith(".")
                                        ? name.equals(one.substring(1)) || name.endsWith(one)
                                        : name.equals(one));
        boolean isAsked =
                !isNamed && !values.contains("-n") && IpAddress.parse(host).good().isPresent();
        return isAsked ? Optional.empty() : Optional.of(isNamed);
    }

    private static boolean isPort(String value, Call call) {
        String[] ends = value.split("-", 2);
        try {
            int first = Integer.parseInt(ends[0]);
            int last = ends.length == 1 ? first : Integer.parseInt(ends[1]);
            return call.port() >= first && call.port() <= last;
        } catch (NumberFormatException e) {
            // No port fits it: Squid refuses such a file.
            return false;
        }
    }
}
