package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.MemberRemoval;
import dev.belay.api.MemberRemoval.Afterwards;
import dev.belay.api.NodeStanding.Stage;
import dev.belay.app.design.MemberEdit;
import dev.belay.app.enroll.MembersScript.Change;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Finding;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A node gives up its keys and its state.
final class Resetting extends MemberChange {

    Resetting(Texts texts, NodeBook book, MembersForm form) {
        super(Change.RESET, texts, book, form);
    }

    @Override
    String missing(KnownNode known) {
        return "";
    }

    @Override
    List<Check> checks(KnownNode known) {
        List<Check> checks = new ArrayList<>();
        checks.add(answers(known));
        if (book.isAlone(known.key())) {
            checks.add(check("alone", "check.alone", known, () -> lookAtWhatStays(known)));
            return checks;
        }
        if (known.member()) {
            checks.add(votes(known));
        }
        checks.add(notAdmin(known));
        return checks;
    }

    private Finding lookAtWhatStays(KnownNode known) {
        return Finding.warn(
                new ApiError(
                        "cluster-ends",
                        "a member that stays",
                        texts.get("members.votes", 0),
                        texts.get("members.alone", book.cluster())),
                "",
                known.name());
    }

    @Override
    List<Ends.Line> ends(Ends ends) {
        return book.isAlone(form.node()) ? ends.resetAlone() : ends.reset();
    }

    @Override
    Optional<MemberEdit> drawable(String cluster, String node, String name) {
        return Optional.empty();
    }

    @Override
    Deed deed(KnownNode known) {
        MemberRemoval removal = new MemberRemoval(Afterwards.WIPE, false);
        return Deed.of(
                        "reset",
                        Deed.Kind.REMOVE,
                        () -> texts.get("members.deed.reset", known.name()),
                        known.name(),
                        "POST /v1/node/reset\n" + shown(removal),
                        log ->
                                log.say(
                                        known.name(),
                                        stage(book.port(known.key()).resetNode(removal))))
                .readBackBy(() -> book.port(known.key()).standing().stage() == Stage.SINGLE);
    }

    @Override
    boolean isVerified(KnownNode known) throws AgentException {
        return standing(known).clusterId().isEmpty();
    }
}
