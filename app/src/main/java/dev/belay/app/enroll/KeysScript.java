package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.KeysReset;
import dev.belay.api.NodeStanding;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes one node's key for enrollment; refused where the node is in a cluster.
public final class KeysScript extends Script {
    private final Texts texts;
    private final NodeBook book;
    private final WizardModel.Ports ports;
    private final Blast blast;
    private String node = "";
    private volatile String made = "";
    private volatile @Nullable Instant before;

    public KeysScript(Texts texts, NodeBook book, WizardModel.Ports ports) {
        this.texts = texts;
        this.book = book;
        this.ports = ports;
        this.blast = new Blast(book, ports, this::changed);
    }

    @Override
    public String id() {
        return "keys";
    }

    @Override
    public String title() {
        return texts.get("keys.title");
    }

    String node() {
        return node;
    }

    void setNode(String key) {
        node = key;
        blast.ask(key);
    }

    Blast blast() {
        return blast;
    }

    /// What it ends, as far as it is known.
    List<Ends.Line> ends() {
        Blast.Answer said = blast.answer();
        return said == null ? List.of() : new Ends(texts, said).removed();
    }

    private @Nullable KnownNode known() {
        return book.node(node).orElse(null);
    }

    @Override
    public String summary(Page page) {
        KnownNode known = known();
        return page.equals(Page.WHAT) && known != null ? known.name() : "";
    }

    @Override
    public String missing(Page page) {
        if (!page.equals(Page.WHAT)) {
            return "";
        }
        if (known() == null) {
            return texts.get(book.nodes().isEmpty() ? "missing.hosts" : "missing.node");
        }
        return blast.isAsking() ? texts.get("missing.asking") : "";
    }

    @Override
    public String onward(Page page) {
        return page.equals(Page.REVIEW) ? texts.get("keys.do") : "";
    }

    @Override
    public boolean destroys(Page page) {
        return page.equals(Page.REVIEW);
    }

    @Override
    public List<Check> checks() {
        KnownNode known = known();
        if (known == null) {
            return List.of();
        }
        NodePort port = book.port(known.key());
        return List.of(
                check("answers", "check.answers", known, () -> Looks.answers(port.standing())),
                check("free", "check.free", known, () -> Looks.free(port.standing())),
                check("name", "check.name", known, () -> Looks.name(port.standing())),
                check(
                        "clock",
                        "check.clock",
                        known,
                        () -> Looks.clock(port.standing(), ports.wall().get(), texts)),
                check("fresh", "check.no-key", known, () -> fresh(port.standing())));
    }

    private Finding fresh(NodeStanding standing) {
        before = standing.keysResetAt();
        return standing.keyFingerprint().isEmpty()
                ? Finding.pass("–", standing.hostName())
                : Finding.warn(
                        new ApiError(
                                "key-replaced",
                                "no key yet",
                                standing.keyFingerprint(),
                                texts.get("keys.replaced")),
                        "",
                        standing.hostName());
    }

    private Check check(String id, String key, KnownNode known, Check.Probe probe) {
        return new Check(
                id,
                () -> texts.get("group.node", known.name()),
                () -> texts.get(key, known.name()),
                probe);
    }

    @Override
    public List<Deed> deeds() {
        KnownNode known = known();
        if (known == null) {
            return List.of();
        }
        NodePort port = book.port(known.key());
        return List.of(
                Deed.of(
                                "reset",
                                Deed.Kind.CHANGE,
                                () -> texts.get("keys.deed", known.name()),
                                known.name(),
                                "POST /v1/keys/reset\nbelay key reset",
                                log -> {
                                    KeysReset done = port.resetKeys();
                                    made = done.fingerprint();
                                    log.say(known.name(), done.fingerprint());
                                })
                        .readBackBy(() -> !Objects.equals(port.standing().keysResetAt(), before)),
                Deed.of(
                        "verify",
                        Deed.Kind.CHECK,
                        () -> texts.get("keys.verify"),
                        known.name(),
                        "GET /v1/standing",
                        log -> {
                            NodeStanding standing = port.standing();
                            if (standing.keysResetAt() == null) {
                                throw Expected.refused(
                                        "keys-not-reset",
                                        "a new key on " + known.name(),
                                        "none",
                                        "try the step before again");
                            }
                            made = standing.keyFingerprint();
                            log.say(known.name(), standing.keyFingerprint());
                        }));
    }

    @Override
    public void applied(boolean dry) {
        if (!dry && known() != null) {
            book.ask(node);
        }
    }

    @Override
    public String afterwards() {
        return texts.get("keys.after");
    }

    @Override
    public Map<String, String> fields() {
        return Map.of("node", node);
    }

    @Override
    public void take(Map<String, String> fields) {
        setNode(fields.getOrDefault("node", ""));
    }

    @Override
    public void entered(Page page, boolean dry) {
        if (page.equals(Page.WHAT)) {
            book.askAll();
        }
    }

    @Override
    public List<Fact> facts(boolean dry) {
        KnownNode known = known();
        String done = made;
        return known == null
                ? List.of()
                : List.of(
                        new Fact(
                                known.name(),
                                done.isEmpty() ? texts.get("keys.not") : done,
                                !done.isEmpty()));
    }
}
