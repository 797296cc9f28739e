package dev.belay.model.proxy;

import dev.belay.model.network.Proxy;
import dev.belay.model.proxy.SquidRules.Acl;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts a Squid configuration that is there in such an order that the nodes of a drawn proxy go
/// through and nobody else: with as few lines as that takes, and all others as they stand. What it
/// cannot mend without guessing it leaves, and tells.
public final class SquidMend {

    private static final String NODES = "belay_nodes";
    private static final String METADATA = "belay_metadata";
    private static final String DENY_ALL = "http_access deny all";

    /// Each round mends one finding, and may bring out another one.
    private static final int ROUNDS_MAX = 40;

    private final Proxy proxy;
    private final List<IpAddress> sources;
    private final List<Line> lines = new ArrayList<>();

    private SquidMend(String text, Proxy proxy, List<IpAddress> sources) {
        this.proxy = proxy;
        this.sources = sources;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            lines.add(new Line(Mark.KEPT, number, line));
        }
    }

    /// What becomes of a line.
    public enum Mark {
        KEPT,
        ADDED,
        TAKEN_OUT
    }

    /// One line.
    ///
    /// @param number in the file as it was, from 1; 0 for one that was not there
    public record Line(Mark mark, int number, String text) {}

    /// What came of it.
    ///
    /// @param lines of both files, in their order
    /// @param left what is still wrong, by the lines of the mended file
    public record Mended(List<Line> lines, List<SquidFinding> left) {
        public Mended {
            lines = List.copyOf(lines);
            left = List.copyOf(left);
        }

        /// The file as it should be.
        public String text() {
            return lines.stream()
                    .filter(one -> one.mark() != Mark.TAKEN_OUT)
                    .map(one -> one.text() + "\n")
                    .collect(Collectors.joining());
        }

        public boolean isChanged() {
            return lines.stream().anyMatch(one -> one.mark() != Mark.KEPT);
        }
    }

    /// Mends a file.
    ///
    /// @param sources addresses of the nodes that are to go through
    public static Mended of(String text, Proxy proxy, List<IpAddress> sources) {
        SquidMend mend = new SquidMend(text, proxy, sources);
        List<SquidFinding> left = mend.findings();
        for (int round = 0; round < ROUNDS_MAX && mend.mendOne(left); round++) {
            left = mend.findings();
        }
        // What was put in and taken out again was never there.
        mend.lines.removeIf(one -> one.mark() == Mark.TAKEN_OUT && one.number() == 0);
        return new Mended(mend.lines, left);
    }

    private SquidRules rules() {
        return SquidRules.read(new Mended(lines, List.of()).text());
    }

    private List<SquidFinding> findings() {
        return SquidCheck.of(rules(), sources);
    }

    private boolean mendOne(List<SquidFinding> findings) {
        return findings.stream().anyMatch(this::mend);
    }

    /// @return whether it did anything
    private boolean mend(SquidFinding finding) {
        return switch (finding.kind()) {
            case NO_RULES, NO_LAST_DENY -> add(lines.size(), DENY_ALL);
            case NEVER_REACHED -> move(finding);
            case UNKNOWN_LIST -> define(finding);
            case OPEN_PROXY -> close(finding);
            case METADATA_REACHABLE -> denyMetadata(finding);
            case SOURCE_REFUSED -> allow(finding);
            case NOT_READ, SOURCE_UNDECIDED, USER_NOT_ASKED -> false;
        };
    }

    /// Behind one that denies all, a line that allows nodes is meant. One that allows others there
    /// has never let anybody through, and is taken out, which changes nothing. Behind one that
    /// allows all, none is known to be meant.
    private boolean move(SquidFinding finding) {
        int at = index(finding.line());
        int before = index(Integer.parseInt(finding.args().get(2)));
        boolean isDenied = finding.args().get(1).startsWith("http_access deny");
        if (!isDenied) {
            return false;
        }
        boolean isMeant = isForNodes(finding.line());
        List<String> taken = takeOut(at);
        if (finding.args().getFirst().startsWith("http_access allow")
                && isMeant
                && !isAllowAll(finding.args().getFirst())) {
            addAll(start(before), taken);
        }
        return true;
    }

    private boolean isForNodes(int line) {
        SquidRules rules = rules();
        return networks().stream().anyMatch(one -> rules.isFor(line, one.network()));
    }

    private boolean close(SquidFinding finding) {
        if (finding.line() == 0 || !isAllowAll(finding.args().getFirst())) {
            return false;
        }
        takeOut(index(finding.line()));
        return true;
    }

    private static boolean isAllowAll(String written) {
        return written.equals("http_access allow all");
    }

    /// A list that is defined too late comes first.
    private boolean define(SquidFinding finding) {
        List<Acl> late = rules().lists().getOrDefault(finding.args().get(1), List.of());
        if (late.isEmpty()) {
            return false;
        }
        int before = index(finding.line());
        List<String> taken = takeOut(index(late.getFirst().line()));
        addAll(start(before), taken);
        return true;
    }

    private boolean denyMetadata(SquidFinding finding) {
        int at = finding.line() == 0 ? lines.size() : start(index(finding.line()));
        if (rules().lists().containsKey(METADATA)) {
            return false;
        }
        addAll(
                at,
                List.of(
                        "acl " + METADATA + " dst 169.254.0.0/16 fe80::/10 fd00:ec2::254",
                        "http_access deny " + METADATA));
        return true;
    }

    private boolean allow(SquidFinding finding) {
        SquidRules rules = rules();
        Optional<String> users = rules.users();
        boolean isAsked = rules.asksForUser() || proxy.user().isPresent();
        // Nobody is let through without the password that others are asked for.
        if (rules.lists().containsKey(NODES)
                || (isAsked && (users.isEmpty() || proxy.user().isEmpty()))) {
            return false;
        }
        int at = finding.line() == 0 ? lines.size() : start(index(finding.line()));
        List<String> added = new ArrayList<>();
        networks().forEach(one -> added.add("acl " + NODES + " src " + one));
        added.add("http_access allow " + NODES + users.map(one -> " " + one).orElse(""));
        addAll(at, added);
        return true;
    }

    private List<Cidr> networks() {
        List<Cidr> all = new ArrayList<>(proxy.allowedSources());
        for (IpAddress source : sources) {
            if (all.stream().noneMatch(one -> one.contains(source))) {
                all.add(Cidr.of(source));
            }
        }
        return all;
    }

    private boolean add(int at, String line) {
        addAll(at, List.of(line));
        return true;
    }

    private void addAll(int at, List<String> added) {
        lines.addAll(at, added.stream().map(one -> new Line(Mark.ADDED, 0, one)).toList());
    }

    /// @return what stood there, with all that goes on in it
    private List<String> takeOut(int last) {
        List<String> taken = new ArrayList<>();
        for (int i = start(last); i <= last; i++) {
            Line line = lines.get(i);
            if (line.mark() != Mark.TAKEN_OUT) {
                taken.add(line.text());
                lines.set(i, new Line(Mark.TAKEN_OUT, line.number(), line.text()));
            }
        }
        return taken;
    }

    /// Where a line of the file as it is now stands in the list.
    private int index(int number) {
        int seen = 0;
        for (int i = 0; i < lines.size(); i++) {
            seen += lines.get(i).mark() == Mark.TAKEN_OUT ? 0 : 1;
            if (seen == number) {
                return i;
            }
        }
        throw new IllegalStateException("line " + number + " of " + seen);
    }

    /// Where a line begins that goes on up to there.
    private int start(int last) {
        int first = last;
        while (previous(first).filter(i -> lines.get(i).text().endsWith("\\")).isPresent()) {
            first = previous(first).orElseThrow();
        }
        return first;
    }

    private Optional<Integer> previous(int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (lines.get(i).mark() != Mark.TAKEN_OUT) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
