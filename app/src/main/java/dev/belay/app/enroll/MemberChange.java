package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.MemberRemoval;
import dev.belay.api.NodeStanding;
import dev.belay.app.design.MemberEdit;
import dev.belay.app.enroll.MembersScript.Change;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Finding;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One change of a node: what it still needs, checks, does and ends.
abstract sealed class MemberChange permits Removal, Resetting, Renaming, Nomination {
    final Texts texts;
    final NodeBook book;
    final MembersForm form;
    private final Change kind;
    private volatile @Nullable NodeStanding seen;

    MemberChange(Change kind, Texts texts, NodeBook book, MembersForm form) {
        this.kind = kind;
        this.texts = texts;
        this.book = book;
        this.form = form;
    }

    /// Why it cannot go on with this node; empty when it can.
    abstract String missing(KnownNode known);

    abstract List<Check> checks(KnownNode known);

    abstract List<Ends.Line> ends(Ends ends);

    /// What the drawing of the cluster may follow; empty for nothing.
    ///
    /// @param cluster its name
    /// @param node id of the member before
    /// @param name of the member before
    abstract Optional<MemberEdit> drawable(String cluster, String node, String name);

    /// The step that changes something.
    abstract Deed deed(KnownNode known);

    /// Looks at the node afterwards.
    Deed verify(KnownNode known) {
        return verify(known, known.name(), "GET /v1/standing");
    }

    /// Whether it is as it should be afterwards; blocks.
    abstract boolean isVerified(KnownNode known) throws AgentException;

    /// What the node said when it was verified; null before.
    final @Nullable NodeStanding seen() {
        return seen;
    }

    final Deed verify(KnownNode known, String where, String command) {
        return Deed.of(
                "verify",
                Deed.Kind.CHECK,
                () -> texts.get("members.verify." + kind, known.name()),
                where,
                command,
                log -> {
                    if (!isVerified(known)) {
                        throw Expected.refused(
                                "not-verified",
                                texts.get("members.verify." + kind, known.name()),
                                "that it is not so yet",
                                "wait a moment, then try this step again");
                    }
                    log.say(known.name(), "ok");
                });
    }

    /// Asks it, and keeps what it says; blocks.
    final NodeStanding standing(KnownNode known) throws AgentException {
        NodeStanding now = book.port(known.key()).standing();
        seen = now;
        return now;
    }

    final Check check(String id, String key, KnownNode known, Check.Probe probe) {
        return new Check(
                id,
                () -> texts.get("group.node", known.name()),
                () -> texts.get(key, known.name()),
                probe);
    }

    final Check answers(KnownNode known) {
        return check(
                "answers",
                "check.answers",
                known,
                () -> Looks.answers(book.port(known.key()).standing()));
    }

    final Check votes(KnownNode known) {
        return check("votes", "check.votes", known, () -> lookAtVotes(known));
    }

    final Check notAdmin(KnownNode known) {
        return check("not-admin", "check.not-admin", known, () -> lookForAdmin(known));
    }

    /// Whether it answers; one that is lost need not, and should not.
    final Finding unlessLost(KnownNode one, String key) throws AgentException {
        try {
            Finding answers = Looks.answers(book.port(one.key()).standing());
            return form.isLost()
                    ? Finding.warn(
                            new ApiError(
                                    "not-lost",
                                    "a node that does not answer",
                                    "that it answers",
                                    texts.get(key)),
                            "",
                            one.name())
                    : answers;
        } catch (AgentException e) {
            if (form.isLost()) {
                return Finding.skipped(e.error().found());
            }
            throw e;
        }
    }

    private Finding lookAtVotes(KnownNode known) {
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

    private Finding lookForAdmin(KnownNode known) {
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

    final KnownNode admin() throws AgentException {
        return book.admin()
                .orElseThrow(() ->
                        Expected.refused(
                                "no-admin",
                                "the admin of " + book.cluster(),
                                "none",
                                "nominate one first"));
    }

    final String adminName() {
        return book.admin().map(KnownNode::name).orElse("");
    }

    /// The fields of a removal, as the plan shows them.
    static String shown(MemberRemoval removal) {
        return "then="
                + removal.then().name().toLowerCase(Locale.ROOT)
                + (removal.lost() ? " lost=true" : "");
    }

    static String stage(NodeStanding standing) {
        return standing.node() + " " + standing.stage();
    }
}
