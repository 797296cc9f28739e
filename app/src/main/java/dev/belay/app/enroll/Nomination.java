package dev.belay.app.enroll;

import dev.belay.api.NodeStanding.Stage;
import dev.belay.app.design.MemberEdit;
import dev.belay.app.enroll.MembersScript.Change;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Optional;

/// Another member becomes the admin.
final class Nomination extends MemberChange {

    Nomination(Texts texts, NodeBook book, MembersForm form) {
        super(Change.NOMINATE, texts, book, form);
    }

    @Override
    String missing(KnownNode known) {
        if (known.admin()) {
            return texts.get("members.missing.admin", known.name());
        }
        return known.member() ? "" : texts.get("members.missing.member", known.name());
    }

    @Override
    List<Check> checks(KnownNode known) {
        return List.of(
                answers(known),
                check(
                        "admin",
                        "check.cluster-admin",
                        known,
                        () -> unlessLost(admin(), "members.not-lost.admin")));
    }

    @Override
    List<Ends.Line> ends(Ends ends) {
        return ends.nominated(book.node(form.node()).map(KnownNode::name).orElse(""), adminName());
    }

    @Override
    Optional<MemberEdit> drawable(String cluster, String node, String name) {
        return Optional.of(new MemberEdit.Nominated(cluster, node, name));
    }

    @Override
    Deed deed(KnownNode known) {
        return Deed.of(
                        "nominate",
                        Deed.Kind.CHANGE,
                        () -> texts.get("members.deed.nominate", known.name()),
                        asked(known).name(),
                        "POST /v1/members/nominate/" + known.key(),
                        log ->
                                log.say(
                                        known.name(),
                                        stage(book.port(asked(known).key()).nominate(known.key()))))
                .readBackBy(() -> book.port(known.key()).standing().stage() == Stage.ADMIN);
    }

    /// The admin is asked, or the node itself where the admin is lost.
    private KnownNode asked(KnownNode known) {
        return book.admin().filter(admin -> !form.isLost()).orElse(known);
    }

    @Override
    boolean isVerified(KnownNode known) throws AgentException {
        return standing(known).stage() == Stage.ADMIN;
    }
}
