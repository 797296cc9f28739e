package dev.belay.app.enroll;

import dev.belay.api.NodeStanding;
import dev.belay.app.design.MemberEdit;
import dev.belay.app.enroll.MembersForm.Former;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Blast blast;
    private final MembersForm form = new MembersForm();
    private final Removal removal;
    private final Resetting resetting;
    private final Renaming renaming;
    private final Nomination nomination;
    private String typed = "";

    public MembersScript(Texts texts, NodeBook book, WizardModel.Ports ports) {
        this.texts = texts;
        this.book = book;
        this.blast = new Blast(book, ports, this::changed);
        this.removal = new Removal(texts, book, form);
        this.resetting = new Resetting(texts, book, form);
        this.renaming = new Renaming(texts, book, form);
        this.nomination = new Nomination(texts, book, form);
    }

    private MemberChange chosen() {
        return switch (change()) {
            case REMOVE -> removal;
            case RESET -> resetting;
            case RENAME -> renaming;
            case NOMINATE -> nomination;
        };
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
        return form.change();
    }

    void setChange(Change now) {
        form.setChange(now);
        changed();
    }

    String node() {
        return form.node();
    }

    void setNode(String key) {
        form.setNode(key);
        blast.ask(key);
    }

    boolean isLost() {
        return form.isLost();
    }

    void setLost(boolean now) {
        form.setLost(now);
        changed();
    }

    boolean isWipe() {
        return form.isWipe();
    }

    void setWipe(boolean now) {
        form.setWipe(now);
        changed();
    }

    String newName() {
        return form.newName();
    }

    void setNewName(String name) {
        form.setNewName(name);
        changed();
    }

    /// What was typed to confirm; never in a draft.
    String typed() {
        return typed;
    }

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

    /// What the change ends, as far as it is known.
    List<Ends.Line> ends() {
        Blast.Answer said = blast.answer();
        return said == null ? List.of() : chosen().ends(new Ends(texts, said));
    }

    @Nullable KnownNode known() {
        return book.node(node()).orElse(null);
    }

    private String name() {
        KnownNode known = known();
        return known == null ? "" : known.name();
    }

    @Override
    public String summary(Page page) {
        return page.equals(Page.WHAT) && known() != null
                ? texts.get("members.summary." + change(), name())
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
        return known == null
                ? texts.get(book.nodes().isEmpty() ? "missing.hosts" : "missing.node")
                : chosen().missing(known);
    }

    @Override
    public String onward(Page page) {
        return page.equals(Page.REVIEW) ? texts.get("members.do." + change(), name()) : "";
    }

    @Override
    public boolean destroys(Page page) {
        return page.equals(Page.REVIEW) && change() != Change.NOMINATE;
    }

    @Override
    public List<Check> checks() {
        KnownNode known = known();
        return known == null ? List.of() : chosen().checks(known);
    }

    @Override
    public List<Deed> deeds() {
        KnownNode known = known();
        if (known == null) {
            return List.of();
        }
        return List.of(chosen().deed(known), chosen().verify(known));
    }

    /// What the drawing may follow; empty when no member was changed.
    Optional<MemberEdit> drawable() {
        Former former = form.former();
        return former.cluster().isEmpty()
                ? Optional.empty()
                : chosen().drawable(former.cluster(), form.node(), former.name());
    }

    @Override
    public void applied(boolean dry) {
        if (!dry) {
            book.askAll();
        }
    }

    @Override
    public String afterwards() {
        return texts.get("members.after." + change());
    }

    @Override
    public Map<String, String> fields() {
        return form.fields();
    }

    @Override
    public void take(Map<String, String> fields) {
        form.take(fields);
        blast.ask(form.node());
    }

    @Override
    public void entered(Page page, boolean dry) {
        if (page.equals(Page.WHAT)) {
            typed = "";
            form.setFormer(Former.NONE);
            book.askAll();
        }
        if (page.equals(Page.APPLY) && !dry && form.former().equals(Former.NONE)) {
            KnownNode known = known();
            if (known != null) {
                form.setFormer(new Former(known.name(), known.member() ? book.cluster() : ""));
            }
        }
    }

    @Override
    public List<Fact> facts(boolean dry) {
        NodeStanding seen = chosen().seen();
        return List.of(
                new Fact(
                        name(),
                        seen == null
                                ? texts.get("members.summary." + change(), name())
                                : seen.hostName() + " · " + seen.stage(),
                        !dry));
    }
}
