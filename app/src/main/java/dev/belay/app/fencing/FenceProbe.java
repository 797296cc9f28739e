package dev.belay.app.fencing;

import dev.belay.api.FenceTest;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Deed;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeStatus;
import dev.belay.reach.AgentException;
import java.util.Optional;

/// Has a device asked for the power of one target, and judges the answer.
final class FenceProbe {
    private static final int TRIES = 8;
    private static final String NOT_READY = "fence-not-ready";

    private final Texts texts;
    private final FencingPort port;
    private final Tested tested;

    FenceProbe(Texts texts, FencingPort port, Tested tested) {
        this.texts = texts;
        this.port = port;
        this.tested = tested;
    }

    /// Asks; blocks.
    ///
    /// @throws AgentException when the device could not be asked, cannot tell, or tells what cannot
    ///   be; and when the answer never came
    void test(Plan plan, NodeStatus target, Deed.Log log)
            throws AgentException, InterruptedException {
        Member member = target.member();
        FenceTest test = asked(member.id());
        String device = plan.device().id().toString();
        Optional<FenceTest.Answer> own =
                test.answers().stream().filter(one -> one.device().equals(device)).findFirst();
        if (own.isEmpty()) {
            throw Refused.of(
                    texts,
                    "fence-level-incomplete",
                    "refused.level",
                    texts.get("found.not-asked"),
                    plan.device().name(),
                    member.name());
        }
        FenceTest.Answer answer = own.get();
        log.say(
                test.by(),
                device
                        + ", "
                        + member.id()
                        + ": "
                        + answer.evidence()
                        + ", "
                        + answer.millis()
                        + " ms");
        tested.told(member.id(), new Tested.Told(test.by(), answer));
        judge(plan, target, answer);
    }

    /// Asks again while the member still looks at its devices.
    private FenceTest asked(String member) throws AgentException, InterruptedException {
        for (int more = TRIES - 1; more > 0; more--) {
            try {
                return port.testFence(member);
            } catch (AgentException e) {
                if (!e.error().code().equals(NOT_READY)) {
                    throw e;
                }
                port.rest();
            }
        }
        return port.testFence(member);
    }

    private void judge(Plan plan, NodeStatus target, FenceTest.Answer answer)
            throws AgentException {
        String name = target.member().name();
        switch (answer.says()) {
            case ON -> {
                // As it should be.
            }
            case OFF -> {
                if (Seen.answers(target)) {
                    throw Refused.of(
                            texts,
                            "fence-wrong-target",
                            "refused.off",
                            texts.get("found.off"),
                            plan.device().name(),
                            name);
                }
            }
            case UNKNOWN ->
                    throw Refused.of(
                            texts,
                            "fence-power-unknown",
                            "refused.power",
                            "'" + answer.evidence() + "'",
                            plan.device().name(),
                            name);
            case SILENT ->
                    throw Refused.of(
                            texts,
                            "fence-device-silent",
                            "refused.silence",
                            texts.get("found.silence", Long.toString(answer.millis())),
                            plan.device().name(),
                            name);
        }
    }
}
