package dev.belay.app.enroll;

import dev.belay.api.MemberRemoval;
import dev.belay.api.MemberRemoval.Afterwards;
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

/// The admin takes a member out.
final class Removal extends MemberChange {

    Removal(Texts texts, NodeBook book, MembersForm form) {
        super(Change.REMOVE, texts, book, form);
    }

    @Override
    String missing(KnownNode known) {
        return known.member() ? "" : texts.get("members.missing.member", known.name());
    }

    @Override
    List<Check> checks(KnownNode known) {
        List<Check> checks = new ArrayList<>();
        checks.add(
                check(
                        "answers",
                        "check.answers",
                        known,
                        () -> unlessLost(known, "members.not-lost")));
        checks.add(check("admin", "check.cluster-admin", known, this::adminAnswers));
        if (known.member()) {
            checks.add(votes(known));
        }
        checks.add(notAdmin(known));
        return checks;
    }

    private Finding adminAnswers() throws AgentException {
        return Looks.answers(book.port(admin().key()).standing());
    }

    @Override
    List<Ends.Line> ends(Ends ends) {
        return ends.removed();
    }

    @Override
    Optional<MemberEdit> drawable(String cluster, String node, String name) {
        return Optional.of(new MemberEdit.Removed(cluster, node, name));
    }

    @Override
    Deed deed(KnownNode known) {
        MemberRemoval removal =
                new MemberRemoval(
                        form.isWipe() ? Afterwards.WIPE : Afterwards.STANDALONE, form.isLost());
        return Deed.of(
                        "remove",
                        Deed.Kind.REMOVE,
                        () -> texts.get("members.deed.remove", known.name()),
                        adminName(),
                        "POST /v1/members/remove/" + known.key() + "\n" + shown(removal),
                        log ->
                                log.say(
                                        known.name(),
                                        stage(
                                                book.port(admin().key())
                                                        .removeMember(known.key(), removal))))
                .readBackBy(() -> isVerified(known));
    }

    @Override
    Deed verify(KnownNode known) {
        return verify(known, adminName(), "GET /v1/trust");
    }

    @Override
    boolean isVerified(KnownNode known) throws AgentException {
        return book.port(admin().key()).trust().certificates().stream()
                .noneMatch(one -> one.node().equals(known.key()));
    }
}
