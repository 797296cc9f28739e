package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.NodeRename;
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

/// A node gets another host name; a member leaves for that and comes back.
final class Renaming extends MemberChange {

    Renaming(Texts texts, NodeBook book, MembersForm form) {
        super(Change.RENAME, texts, book, form);
    }

    private String wanted() {
        return form.newName().strip();
    }

    @Override
    String missing(KnownNode known) {
        return isHostName(wanted()) && !wanted().equals(known.name())
                ? ""
                : texts.get("members.missing.name");
    }

    private static boolean isHostName(String name) {
        return name.length() <= 253
                && name.matches(
                        "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                                + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    }

    @Override
    List<Check> checks(KnownNode known) {
        List<Check> checks = new ArrayList<>();
        checks.add(answers(known));
        if (known.member()) {
            checks.add(votes(known));
        }
        checks.add(notAdmin(known));
        checks.add(check("name-free", "check.name-free", known, this::nameFree));
        return checks;
    }

    private Finding nameFree() {
        String wanted = wanted();
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
    List<Ends.Line> ends(Ends ends) {
        return ends.renamed();
    }

    @Override
    Optional<MemberEdit> drawable(String cluster, String node, String name) {
        return Optional.of(new MemberEdit.Renamed(cluster, node, name, wanted()));
    }

    @Override
    Deed deed(KnownNode known) {
        String name = known.name();
        return Deed.of(
                        "rename",
                        Deed.Kind.CHANGE,
                        () -> texts.get("members.deed.rename", name, wanted()),
                        name,
                        "POST /v1/node/rename\nname=" + wanted(),
                        log -> log.say(name, renamed(known, wanted())))
                .undoneBy(
                        () -> texts.get("members.undo.rename", name),
                        log -> log.say(name, renamed(known, name)))
                .readBackBy(() -> isNamed(book.port(known.key()).standing().hostName()));
    }

    private String renamed(KnownNode known, String name) throws AgentException {
        return book.port(known.key()).renameNode(new NodeRename(name)).hostName();
    }

    @Override
    boolean isVerified(KnownNode known) throws AgentException {
        return isNamed(standing(known).hostName());
    }

    private boolean isNamed(String hostName) {
        return hostName.equals(wanted());
    }
}
