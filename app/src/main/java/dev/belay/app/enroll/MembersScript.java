package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.MemberRemoval;
import dev.belay.api.MemberRemoval.Afterwards;
import dev.belay.api.NodeRename;
import dev.belay.api.NodeStanding;
import dev.belay.api.NodeStanding.Stage;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes a member out, resets a node, gives it another name, or makes another node the admin.
public final class MembersScript extends Script {

    /// What is to be done with the node.
    public enum Change {
        REMOVE,
        RESET,
        RENAME,
        NOMINATE
    }

    private final Texts texts;
    private final NodeBook book;
    private final WizardModel.Ports ports;
    private final Blast blast;
    private Change change = Change.REMOVE;
    private String node = "";
    private boolean lost;
    private boolean wipe;
    private String newName = "";
    private String typed = "";
    private volatile @Nullable NodeStanding after;

    public MembersScript(Texts texts, NodeBook book, WizardModel.Ports ports) {
        this.texts = texts;
        this.book = book;
        this.ports = ports;
        this.blast = new Blast(texts, book, ports, this::changed);
    }

    @Override
    public String id() {
        return "members";
    }

    @Override
    public String title() {
        return texts.get("members.title");
    }

    Change change() {
        return change;
    }

    void setChange(Change now) {
        change = now;
        changed();
    }

    String node() {
        return node;
    }

    void setNode(String key) {
        node = key;
        blast.ask(key);
    }

    /// Only where it can be chosen: what was ticked for another change does not count.
    boolean isLost() {
        return lost && (change == Change.REMOVE || change == Change.NOMINATE);
    }

    void setLost(boolean now) {
        lost = now;
        changed();
    }

    boolean isWipe() {
        return wipe;
    }

    void setWipe(boolean now) {
        wipe = now;
        changed();
    }

    String newName() {
        return newName;
    }

    void setNewName(String name) {
        newName = name;
        changed();
    }

    /// What was typed to confirm; never in a draft.
    void setTyped(String name) {
        typed = name;
        changed();
    }

    /// Whether the cluster's name has to be typed first.
    boolean confirms() {
        return book.isProtected();
    }

    Blast blast() {
        return blast;
    }

    @Nullable KnownNode known() {
        return book.node(node).orElse(null);
    }

    private String name() {
        KnownNode known = known();
        return known == null ? "" : known.name();
    }

    @Override
    public String summary(Page page) {
        return page.equals(Page.WHAT) && known() != null
                ? texts.get("members.summary." + change, name())
                : "";
    }

    @Override
    public String missing(Page page) {
        if (page.equals(Page.REVIEW) && confirms() && !typed.strip().equals(book.cluster())) {
            return texts.get("members.missing.typed", book.cluster());
        }
        if (!page.equals(Page.WHAT)) {
            return "";
        }
        KnownNode known = known();
        if (known == null) {
            return texts.get(book.nodes().isEmpty() ? "missing.hosts" : "missing.node");
        }
        return switch (change) {
            case REMOVE -> known.member() ? "" : texts.get("members.missing.member", known.name());
            case NOMINATE ->
                    known.admin()
                            ? texts.get("members.missing.admin", known.name())
                            : known.member()
                                    ? ""
                                    : texts.get("members.missing.member", known.name());
            case RENAME ->
                    isHostName(newName.strip()) && !newName.strip().equals(known.name())
                            ? ""
                            : texts.get("members.missing.name");
            case RESET -> "";
        };
    }

    private static boolean isHostName(String name) {
        return name.length() <= 253
                && name.matches(
                        "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                                + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    }

    @Override
    public String onward(Page page) {
        return page.equals(Page.REVIEW) ? texts.get("members.do." + change, name()) : "";
    }

    @Override
    public boolean destroys(Page page) {
        return page.equals(Page.REVIEW) && change != Change.NOMINATE;
    }

    @Override
    public List<Check> checks() {
        KnownNode known = known();
        List<Check> checks = new ArrayList<>();
        if (known == null) {
            return checks;
        }
        boolean byAdmin = change == Change.REMOVE || change == Change.NOMINATE;
        checks.add(check("answers", "check.answers", () -> answers(known)));
        if (byAdmin) {
            checks.add(check("admin", "check.cluster-admin", this::adminAnswers));
        }
        if (known.member() && change != Change.NOMINATE) {
            checks.add(check("votes", "check.votes", () -> votes(known)));
        }
        if (change == Change.REMOVE || change == Change.RESET) {
            checks.add(check("not-admin", "check.not-admin", () -> notAdmin(known)));
        }
        if (change == Change.RENAME) {
            checks.add(check("name-free", "check.name-free", this::nameFree));
        }
        return checks;
    }

    private Check check(String id, String key, Check.Probe probe) {
        return new Check(
                id, () -> texts.get("group.node", name()), () -> texts.get(key, name()), probe);
    }

    private Finding answers(KnownNode known) throws AgentException {
        return change == Change.NOMINATE
                ? Looks.answers(book.port(known.key()).standing())
                : unlessLost(known);
    }

    /// Whether it answers; one that is lost need not, and should not.
    private Finding unlessLost(KnownNode one) throws AgentException {
        try {
            Finding seen = Looks.answers(book.port(one.key()).standing());
            return isLost()
                    ? Finding.warn(
                            new ApiError(
                                    "not-lost",
                                    "a node that does not answer",
                                    "that it answers",
                                    texts.get(
                                            change == Change.NOMINATE
                                                    ? "members.not-lost.admin"
                                                    : "members.not-lost")),
                            "",
                            one.name())
                    : seen;
        } catch (AgentException e) {
            if (isLost()) {
                return Finding.skipped(e.error().found());
            }
            throw e;
        }
    }

    private Finding adminAnswers() throws AgentException {
        KnownNode admin = admin();
        return change == Change.NOMINATE
                ? unlessLost(admin)
                : Looks.answers(book.port(admin.key()).standing());
    }

    private KnownNode admin() throws AgentException {
        return book.admin()
                .orElseThrow(() ->
                        Expected.refused(
                                "no-admin",
                                "the admin of " + book.cluster(),
                                "none",
                                "nominate one first"));
    }

    private Finding votes(KnownNode known) {
        long voters = book.voters();
        long left = book.votes(known.key()) ? voters - 1 : voters;
        String said = texts.get("members.votes", left);
        if (left >= 3 || !book.votes(known.key())) {
            return Finding.pass(said, texts.get("members.studio"));
        }
        ApiError error =
                new ApiError(
                        "few-voters",
                        "three voters or more afterwards",
                        said,
                        left == 0
                                ? texts.get("members.votes.none")
                                : texts.get("members.votes.few"));
        return left == 0 ? Finding.fail(error, "", "") : Finding.warn(error, "", "");
    }

    private Finding notAdmin(KnownNode known) {
        return known.admin()
                ? Finding.fail(
                        new ApiError(
                                "member-is-admin",
                                "a node that is not the admin",
                                known.name() + ", the admin",
                                texts.get("members.nominate-first")),
                        "belay admin nominate NODE",
                        "")
                : Finding.pass("–", "");
    }

    private Finding nameFree() {
        String wanted = newName.strip();
        return book.named(wanted).isPresent()
                ? Finding.fail(
                        new ApiError(
                                "node-exists",
                                "a name that no other node has",
                                "'" + wanted + "'",
                                texts.get("members.other-name")),
                        "",
                        "")
                : Finding.pass(wanted, "");
    }

    @Override
    public List<Deed> deeds() {
        KnownNode known = known();
        if (known == null) {
            return List.of();
        }
        return List.of(main(known), verify(known));
    }

    private Deed main(KnownNode known) {
        MemberRemoval removal =
                new MemberRemoval(
                        change == Change.RESET || wipe ? Afterwards.WIPE : Afterwards.STANDALONE,
                        isLost());
        String name = known.name();
        String flags =
                " then="
                        + removal.then().name().toLowerCase(Locale.ROOT)
                        + (isLost() ? " lost=true" : "");
        return switch (change) {
            case REMOVE ->
                    Deed.of(
                                    "remove",
                                    Deed.Kind.REMOVE,
                                    () -> texts.get("members.deed.remove", name),
                                    adminName(),
                                    "POST /v1/members/remove/" + known.key() + "\n" + flags.strip(),
                                    log ->
                                            log.say(
                                                    name,
                                                    stage(
                                                            book.port(admin().key())
                                                                    .removeMember(
                                                                            known.key(), removal))))
                            .readBackBy(() -> isGone(known));
            case RESET ->
                    Deed.of(
                                    "reset",
                                    Deed.Kind.REMOVE,
                                    () -> texts.get("members.deed.reset", name),
                                    name,
                                    "POST /v1/node/reset\n" + flags.strip(),
                                    log ->
                                            log.say(
                                                    name,
                                                    stage(
                                                            book.port(known.key())
                                                                    .resetNode(removal))))
                            .readBackBy(() ->
                                    book.port(known.key()).standing().stage() == Stage.SINGLE);
            case RENAME ->
                    Deed.of(
                                    "rename",
                                    Deed.Kind.CHANGE,
                                    () -> texts.get("members.deed.rename", name, newName.strip()),
                                    name,
                                    "POST /v1/node/rename\nname=" + newName.strip(),
                                    log ->
                                            log.say(
                                                    name,
                                                    book.port(known.key())
                                                            .renameNode(
                                                                    new NodeRename(newName.strip()))
                                                            .hostName()))
                            .undoneBy(
                                    () -> texts.get("members.undo.rename", name),
                                    log ->
                                            log.say(
                                                    name,
                                                    book.port(known.key())
                                                            .renameNode(new NodeRename(name))
                                                            .hostName()))
                            .readBackBy(() ->
                                    book.port(known.key())
                                            .standing()
                                            .hostName()
                                            .equals(newName.strip()));
            case NOMINATE ->
                    Deed.of(
                                    "nominate",
                                    Deed.Kind.CHANGE,
                                    () -> texts.get("members.deed.nominate", name),
                                    asked(known).name(),
                                    "POST /v1/members/nominate/" + known.key(),
                                    log ->
                                            log.say(
                                                    name,
                                                    stage(
                                                            book.port(asked(known).key())
                                                                    .nominate(known.key()))))
                            .readBackBy(
                                    () -> book.port(known.key()).standing().stage() == Stage.ADMIN);
        };
    }

    /// The admin is asked, or the node itself where the admin is lost.
    private KnownNode asked(KnownNode known) {
        return book.admin().filter(admin -> !isLost()).orElse(known);
    }

    private String adminName() {
        return book.admin().map(KnownNode::name).orElse("");
    }

    private static String stage(NodeStanding standing) {
        return standing.node() + " " + standing.stage();
    }

    private boolean isGone(KnownNode known) throws AgentException {
        return book.port(admin().key()).trust().certificates().stream()
                .noneMatch(one -> one.node().equals(known.key()));
    }

    private Deed verify(KnownNode known) {
        return Deed.of(
                "verify",
                Deed.Kind.CHECK,
                () -> texts.get("members.verify." + change, known.name()),
                change == Change.REMOVE ? adminName() : known.name(),
                change == Change.REMOVE ? "GET /v1/trust" : "GET /v1/standing",
                log -> {
                    boolean good =
                            switch (change) {
                                case REMOVE -> isGone(known);
                                case RESET -> standing(known).clusterId().isEmpty();
                                case RENAME -> standing(known).hostName().equals(newName.strip());
                                case NOMINATE -> standing(known).stage() == Stage.ADMIN;
                            };
                    if (!good) {
                        throw Expected.refused(
                                "not-verified",
                                texts.get("members.verify." + change, known.name()),
                                "that it is not so yet",
                                "wait a moment, then try this step again");
                    }
                    log.say(known.name(), "ok");
                });
    }

    private NodeStanding standing(KnownNode known) throws AgentException {
        NodeStanding now = book.port(known.key()).standing();
        after = now;
        return now;
    }

    @Override
    public void applied(boolean dry) {
        if (!dry) {
            book.askAll();
        }
    }

    @Override
    public String afterwards() {
        return texts.get("members.after." + change);
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("change", change.name());
        fields.put("node", node);
        fields.put("lost", Boolean.toString(lost));
        fields.put("wipe", Boolean.toString(wipe));
        fields.put("name", newName);
        return fields;
    }

    @Override
    public void take(Map<String, String> fields) {
        for (Change one : Change.values()) {
            if (one.name().equals(fields.getOrDefault("change", ""))) {
                change = one;
            }
        }
        lost = Boolean.parseBoolean(fields.getOrDefault("lost", ""));
        wipe = Boolean.parseBoolean(fields.getOrDefault("wipe", ""));
        newName = fields.getOrDefault("name", "");
        setNode(fields.getOrDefault("node", ""));
    }

    @Override
    public void entered(Page page, boolean dry) {
        if (page.equals(Page.WHAT)) {
            typed = "";
            book.askAll();
        }
    }

    @Override
    public List<Fact> facts(boolean dry) {
        NodeStanding seen = after;
        return List.of(
                new Fact(
                        name(),
                        seen == null
                                ? texts.get("members.summary." + change, name())
                                : seen.hostName() + " · " + seen.stage(),
                        !dry));
    }

    /// Threads and clocks, for the face.
    WizardModel.Ports ports() {
        return ports;
    }
}
