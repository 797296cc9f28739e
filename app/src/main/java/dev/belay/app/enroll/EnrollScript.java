package dev.belay.app.enroll;

import dev.belay.api.AdminPrepare;
import dev.belay.api.ApiError;
import dev.belay.api.EnrollmentOpened;
import dev.belay.api.EnrollmentView;
import dev.belay.api.EnrollmentView.Candidate;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.api.MemberRemoval;
import dev.belay.api.NodeStanding;
import dev.belay.api.WorkerPrepare;
import dev.belay.api.WorkerPrepared;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Happening;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Opens enrollment on an admin, found or to be founded, and follows the workers that come. The
/// token lives here alone, and not longer than the page that shows it.
public final class EnrollScript extends Script {
    /// The page with the token and the list.
    public static final Page ENROLL = new Page("enroll", Page.Kind.LIVE);

    private static final System.Logger LOG = System.getLogger(EnrollScript.class.getName());

    static final int WORKERS_MOST = 32;
    static final int MINUTES_MOST = 60;

    private final Texts texts;
    private final NodeBook book;
    private final WizardModel.Ports ports;
    private final Map<String, Sent> sent = new TreeMap<>();
    private final Subscription subscription;
    private String admin = "";
    private String clusterName = "";
    private int workers = 1;
    private int minutes = 15;
    private boolean witness;
    private volatile @Nullable String token;
    private @Nullable EnrollmentView view;
    private @Nullable ApiError viewError;
    private long viewNanos;
    private @Nullable Duration adminAhead;
    private boolean asking;
    private boolean ended;
    private boolean isLeft;

    /// What came of sending the token to a node.
    ///
    /// @param running whether the answer has not come yet
    /// @param error why it was refused; null otherwise
    record Sent(boolean running, @Nullable ApiError error) {}

    public EnrollScript(Texts texts, NodeBook book, WizardModel.Ports ports) {
        this.texts = texts;
        this.book = book;
        this.ports = ports;
        book.admin().ifPresent(node -> admin = node.key());
        subscription = book.nodes().subscribe(this::changed);
    }

    @Override
    public String id() {
        return "enroll";
    }

    @Override
    public String title() {
        return texts.get("enroll.title");
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.WHAT, Page.PREFLIGHT, Page.REVIEW, ENROLL, Page.DONE);
    }

    String admin() {
        return admin;
    }

    void setAdmin(String key) {
        admin = key;
        changed();
    }

    String clusterName() {
        return clusterName;
    }

    void setClusterName(String name) {
        clusterName = name;
        changed();
    }

    int workers() {
        return workers;
    }

    void setWorkers(int count) {
        workers = Math.clamp(count, 1, WORKERS_MOST);
        changed();
    }

    int minutes() {
        return minutes;
    }

    void setMinutes(int count) {
        minutes = Math.clamp(count, 1, MINUTES_MOST);
        changed();
    }

    boolean isWitness() {
        return witness;
    }

    void setWitness(boolean only) {
        witness = only;
        changed();
    }

    @Nullable KnownNode adminNode() {
        return book.node(admin).orElse(null);
    }

    /// Whether a cluster is founded first.
    boolean founds() {
        KnownNode node = adminNode();
        return node != null && node.isSingle();
    }

    String cluster() {
        if (!founds()) {
            return book.cluster();
        }
        KnownNode node = adminNode();
        return clusterName.isBlank() && node != null ? node.name() : clusterName.strip();
    }

    /// The secret, while the page is in view; null before and after.
    @Nullable String token() {
        return token;
    }

    @Nullable EnrollmentView view() {
        return view;
    }

    /// Why the admin was not heard last; null when it was.
    @Nullable ApiError viewError() {
        return viewError;
    }

    /// Age of the list; -1 before it came.
    long viewAgeMillis() {
        return view == null ? -1 : (ports.nanos().getAsLong() - viewNanos) / 1_000_000;
    }

    /// Now, on the admin's clock.
    Instant adminNow() {
        Duration ahead = adminAhead;
        Instant now = ports.wall().get();
        return ahead == null ? now : now.plus(ahead);
    }

    Map<String, Sent> sent() {
        return Map.copyOf(sent);
    }

    /// Hosts that the token could be sent to.
    List<KnownNode> sendable() {
        return book.nodes().stream()
                .filter(node -> node.isSingle() && !node.key().equals(admin))
                .toList();
    }

    /// Candidates that came with a token that is not taken.
    List<Candidate> foreign() {
        return candidates().stream().filter(EnrollScript::isForeign).toList();
    }

    /// All others, in the order in which they came.
    List<Candidate> listed() {
        return candidates().stream().filter(one -> !isForeign(one)).toList();
    }

    /// Ids of the nodes that have come and are members now.
    List<String> verified() {
        return listed().stream()
                .filter(one -> one.step() == Step.VERIFIED)
                .map(Candidate::node)
                .toList();
    }

    List<Candidate> candidates() {
        EnrollmentView now = view;
        return now == null ? List.of() : now.candidates();
    }

    static boolean isForeign(Candidate candidate) {
        ApiError refusal = candidate.refusal();
        return refusal != null && Remedy.of(refusal.code()) == Remedy.STRANGER;
    }

    long count(Step... steps) {
        List<Step> wanted = List.of(steps);
        return listed().stream().filter(one -> wanted.contains(one.step())).count();
    }

    long joining() {
        return count(Step.CONNECTED, Step.AUTHORIZED, Step.KEYS, Step.CONFIG);
    }

    @Override
    public String summary(Page page) {
        KnownNode node = adminNode();
        if (page.equals(Page.WHAT) && node != null) {
            return texts.get("enroll.summary", node.name(), workers);
        }
        return page.equals(Page.REVIEW) ? texts.get("enroll.summary.review") : "";
    }

    @Override
    public String missing(Page page) {
        if (page.equals(Page.WHAT) && adminNode() == null) {
            return texts.get(book.nodes().isEmpty() ? "missing.hosts" : "enroll.missing.admin");
        }
        if (page.equals(Page.WHAT) && founds() && !isName(cluster())) {
            return texts.get("enroll.missing.name");
        }
        return "";
    }

    private static boolean isName(String name) {
        return name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,62}");
    }

    @Override
    public String onward(Page page) {
        if (page.equals(ENROLL)) {
            return texts.get("enroll.end");
        }
        return page.equals(Page.REVIEW) ? texts.get("enroll.open") : "";
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        KnownNode node = adminNode();
        if (node == null) {
            return checks;
        }
        NodePort port = book.port(node.key());
        String group = "enroll.group.admin";
        checks.add(
                check(
                        "admin-answers",
                        group,
                        "check.answers",
                        node,
                        () -> {
                            NodeStanding standing = port.standing();
                            ports.ui()
                                    .execute(() -> {
                                        adminAhead =
                                                Duration.between(
                                                        ports.wall().get(), standing.now());
                                    });
                            return Looks.answers(standing);
                        }));
        checks.add(
                check("admin-name", group, "check.name", node, () -> Looks.name(port.standing())));
        checks.add(
                check(
                        "admin-clock",
                        group,
                        "check.clock",
                        node,
                        () -> Looks.clock(port.standing(), ports.wall().get(), texts)));
        if (founds()) {
            checks.add(
                    check(
                            "admin-free",
                            group,
                            "check.free",
                            node,
                            () -> Looks.free(port.standing())));
            checks.add(
                    check(
                            "admin-keys",
                            group,
                            "check.keys",
                            node,
                            () -> Looks.keys(port.standing(), texts, true)));
        } else {
            checks.add(check("admin-role", group, "check.admin", node, () -> admin(port)));
        }
        for (KnownNode worker : sendable()) {
            NodePort asked = book.port(worker.key());
            String workersGroup = "enroll.group.workers";
            String id = "-" + worker.key();
            checks.add(
                    check(
                            "worker-name" + id,
                            workersGroup,
                            "check.name",
                            worker,
                            () -> softened(Looks.name(asked.standing(), node.name()))));
            checks.add(
                    check(
                            "worker-free" + id,
                            workersGroup,
                            "check.free",
                            worker,
                            () -> softened(Looks.free(asked.standing()))));
            checks.add(
                    check(
                            "worker-keys" + id,
                            workersGroup,
                            "check.keys",
                            worker,
                            () -> softened(Looks.keys(asked.standing(), texts, false))));
        }
        return checks;
    }

    /// A worker that cannot come yet hinders nobody else.
    private static Finding softened(Finding finding) {
        ApiError error = finding.error();
        return error == null ? finding : Finding.warn(error, finding.fix(), finding.observer());
    }

    private Finding admin(NodePort port) throws AgentException {
        NodeStanding standing = port.standing();
        return standing.stage() == NodeStanding.Stage.ADMIN
                ? Finding.pass(standing.clusterId(), standing.hostName())
                : Finding.fail(
                        new ApiError(
                                "not-the-admin",
                                "the admin of the cluster",
                                standing.stage() + ", its admin is '" + standing.admin() + "'",
                                "choose " + standing.admin() + ", or nominate this node first"),
                        "",
                        standing.hostName());
    }

    private Check check(String id, String group, String key, KnownNode node, Check.Probe probe) {
        return new Check(id, () -> texts.get(group), () -> texts.get(key, node.name()), probe);
    }

    @Override
    public List<Deed> deeds() {
        List<Deed> deeds = new ArrayList<>();
        KnownNode node = adminNode();
        if (node == null) {
            return deeds;
        }
        NodePort port = book.port(node.key());
        NodeStanding standing = node.standing();
        if (founds() && (standing == null || standing.keysResetAt() == null)) {
            deeds.add(
                    Deed.of(
                                    "admin-keys",
                                    Deed.Kind.CHANGE,
                                    () -> texts.get("enroll.deed.keys", node.name()),
                                    node.name(),
                                    "POST /v1/keys/reset",
                                    log -> log.say(node.name(), port.resetKeys().fingerprint()))
                            .readBackBy(() -> port.standing().keysResetAt() != null));
        }
        AdminPrepare prepare =
                new AdminPrepare(founds() ? cluster() : null, workers, minutes * 60_000L, witness);
        String body =
                (founds() ? "cluster=" + cluster() + " " : "")
                        + "workers="
                        + workers
                        + " ttl="
                        + minutes
                        + "min"
                        + (witness ? " witness" : "");
        deeds.add(
                Deed.of(
                                "open",
                                Deed.Kind.ADD,
                                () ->
                                        texts.get(
                                                founds() ? "enroll.deed.found" : "enroll.deed.open",
                                                cluster(),
                                                workers),
                                node.name(),
                                "POST /v1/admin/prepare\n" + body,
                                log -> {
                                    EnrollmentOpened opened = port.prepareAdmin(prepare);
                                    token = opened.token();
                                    ports.ui().execute(() -> take(opened.view()));
                                    log.say(node.name(), "enrollment " + opened.id());
                                })
                        .undoneBy(() -> texts.get("enroll.undo.open"), log -> port.endEnrollment())
                        .readBackBy(() -> lost(port)));
        return deeds;
    }

    @Override
    public boolean repeats(String deed) {
        // the token is kept nowhere, so another one is needed
        return deed.equals("open");
    }

    /// An enrollment whose token nobody saw is of no use: it is ended, and opened anew.
    private boolean lost(NodePort port) throws AgentException {
        if (port.enrollment().open() != null) {
            port.endEnrollment();
        }
        return false;
    }

    @Override
    public List<Happening> happenings(Page page) {
        if (!page.equals(ENROLL)) {
            return super.happenings(page);
        }
        KnownNode node = adminNode();
        String name = node == null ? "" : node.name();
        String worker = texts.get("enroll.where.worker");
        String both = texts.get("enroll.where.both");
        return List.of(
                happening(1, worker, "sudo belay worker prepare\nToken: " + name + ":…"),
                happening(2, worker, ""),
                happening(
                        3, texts.get("enroll.where.coordinator"), "belay://" + cluster() + "/NODE"),
                happening(4, both, ""),
                happening(5, worker, "belay config list"),
                happening(6, worker, ""),
                happening(7, name, "GET /v1/enrollment"));
    }

    private Happening happening(int number, String where, String command) {
        String key = "enroll.happen." + number;
        KnownNode node = adminNode();
        return new Happening(
                texts.get(key),
                where,
                command,
                texts.get(key + ".note", node == null ? "" : node.name()));
    }

    @Override
    public String lead(Page page) {
        return page.equals(ENROLL) ? texts.get("enroll.lead") : "";
    }

    @Override
    public String afterwards() {
        return texts.get("enroll.after");
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("admin", admin);
        fields.put("cluster", clusterName);
        fields.put("workers", Integer.toString(workers));
        fields.put("minutes", Integer.toString(minutes));
        fields.put("witness", Boolean.toString(witness));
        return fields;
    }

    @Override
    public void take(Map<String, String> fields) {
        admin = fields.getOrDefault("admin", "");
        clusterName = fields.getOrDefault("cluster", "");
        workers = number(fields.getOrDefault("workers", ""), 1, WORKERS_MOST);
        minutes = number(fields.getOrDefault("minutes", ""), 15, MINUTES_MOST);
        witness = Boolean.parseBoolean(fields.getOrDefault("witness", ""));
        changed();
    }

    private static int number(String digits, int otherwise, int most) {
        return digits.matches("[0-9]{1,4}")
                ? Math.clamp(Integer.parseInt(digits), 1, most)
                : otherwise;
    }

    @Override
    public void entered(Page page, boolean dry) {
        if (page.equals(Page.WHAT)) {
            book.askAll();
        }
        if (page.equals(Page.DONE)) {
            token = null;
        }
    }

    /// Asks the admin who has come; once at a time, does not block.
    void poll() {
        KnownNode node = adminNode();
        if (node == null || asking || ended || isLeft) {
            return;
        }
        asking = true;
        NodePort port = book.port(node.key());
        ports.background()
                .execute(() -> {
                    try {
                        EnrollmentView now = port.enrollment();
                        ports.ui()
                                .execute(() -> {
                                    asking = false;
                                    viewError = null;
                                    take(now);
                                });
                    } catch (AgentException e) {
                        ports.ui()
                                .execute(() -> {
                                    asking = false;
                                    viewError = e.error();
                                    changed();
                                });
                    }
                });
    }

    private void take(EnrollmentView now) {
        view = now;
        viewNanos = ports.nanos().getAsLong();
        changed();
    }

    /// Sends the token to nodes, each through its own tunnel, and has them join.
    void send(List<String> keys) {
        String secret = token;
        if (secret == null) {
            return;
        }
        for (String key : keys) {
            NodePort port = book.port(key);
            sent.put(key, new Sent(true, null));
            ports.background()
                    .execute(() -> {
                        try {
                            WorkerPrepared joined = port.prepareWorker(new WorkerPrepare(secret));
                            ports.ui().execute(() -> answered(key, new Sent(false, null)));
                            LOG.log(System.Logger.Level.DEBUG, "joined: " + joined.node());
                        } catch (AgentException e) {
                            ports.ui().execute(() -> answered(key, new Sent(false, e.error())));
                        }
                    });
        }
        changed();
    }

    private void answered(String key, Sent answer) {
        sent.put(key, answer);
        book.ask(key);
        poll();
        changed();
    }

    /// Makes a refused node's keys, or resets it, through its own tunnel; then it may come again.
    void mend(KnownNode node, boolean reset, Runnable done) {
        NodePort port = book.port(node.key());
        sent.put(node.key(), new Sent(true, null));
        changed();
        ports.background()
                .execute(() -> {
                    try {
                        if (reset) {
                            port.resetNode(new MemberRemoval(MemberRemoval.Afterwards.WIPE, false));
                        }
                        port.resetKeys();
                        ports.ui()
                                .execute(() -> {
                                    sent.remove(node.key());
                                    book.ask(node.key());
                                    changed();
                                    done.run();
                                });
                    } catch (AgentException e) {
                        ports.ui().execute(() -> answered(node.key(), new Sent(false, e.error())));
                    }
                });
    }

    /// Makes the token worthless; those that have joined stay.
    void revoke() {
        KnownNode node = adminNode();
        token = null;
        changed();
        if (node == null) {
            return;
        }
        NodePort port = book.port(node.key());
        ports.background()
                .execute(() -> {
                    try {
                        EnrollmentView last = port.endEnrollment();
                        ports.ui().execute(() -> take(last));
                    } catch (AgentException e) {
                        ports.ui()
                                .execute(() -> {
                                    viewError = e.error();
                                    changed();
                                });
                    }
                });
    }

    /// Ends the enrollment; the token is of no use from then on.
    ///
    /// @param then told when it is ended
    void end(Runnable then) {
        KnownNode node = adminNode();
        token = null;
        if (node == null) {
            then.run();
            return;
        }
        NodePort port = book.port(node.key());
        ports.background()
                .execute(() -> {
                    try {
                        EnrollmentView last = port.endEnrollment();
                        ports.ui()
                                .execute(() -> {
                                    take(last);
                                    ended = true;
                                    viewError = null;
                                    then.run();
                                });
                    } catch (AgentException e) {
                        ports.ui()
                                .execute(() -> {
                                    viewError = e.error();
                                    changed();
                                });
                    }
                });
    }

    @Override
    public String middle() {
        if (ended || isLeft) {
            return "";
        }
        if (joining() > 0) {
            return texts.get("enroll.middle", names());
        }
        return token == null ? "" : texts.get("enroll.middle.token");
    }

    /// Who is in the middle.
    String names() {
        return String.join(
                ", ",
                listed().stream()
                        .filter(one -> one.step() != Step.VERIFIED && one.step() != Step.REFUSED)
                        .map(Candidate::hostName)
                        .toList());
    }

    @Override
    public List<Fact> facts(boolean dry) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(texts.get("enroll.fact.cluster"), cluster(), true));
        if (dry) {
            return facts;
        }
        for (Candidate one : listed()) {
            boolean good = one.step() == Step.VERIFIED;
            ApiError refusal = one.refusal();
            facts.add(
                    new Fact(
                            one.hostName(),
                            refusal == null
                                    ? texts.get("enroll.step." + one.step())
                                    : texts.get(
                                            "enroll.fact.refused",
                                            RefusalWords.in(texts.language()).what(refusal)),
                            good));
        }
        facts.add(
                new Fact(
                        texts.get("enroll.fact.token"),
                        texts.get(ended ? "enroll.fact.ended" : "enroll.fact.open"),
                        ended));
        return facts;
    }

    @Override
    public String clean(String text) {
        String secret = token;
        return secret == null ? text : text.replace(secret, "…");
    }

    @Override
    public void left() {
        isLeft = true;
        subscription.unsubscribe();
        token = null;
    }
}
