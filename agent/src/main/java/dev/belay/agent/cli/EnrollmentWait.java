package dev.belay.agent.cli;

import dev.belay.api.ApiError;
import dev.belay.api.EnrollmentView;
import dev.belay.api.EnrollmentView.Candidate;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.api.RefusalText;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Lists the workers as they come, until all have, the time is over, or `x` ends it.
///
/// @param workers how many are awaited
record EnrollmentWait(ApiClient client, Terminal terminal, boolean json, int workers) {

    private static final long PAUSE_MILLIS = 300;

    /// Blocks until it is over; enrollment is ended then.
    ///
    /// @param id of the enrollment that was opened
    ExitCode await(String id) throws Refusal, InterruptedException {
        var wishes = new AtomicInteger();
        Thread.ofPlatform().daemon().name("x").start(() -> listen(wishes));
        if (!json) {
            terminal.err().println(terminal.text("admin.prepare.waiting"));
            terminal.err().flush();
        }
        var over = new AtomicBoolean();
        var hook = new Thread(() -> endOnSignal(over), "end-enrollment");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return follow(id, wishes);
        } catch (AgentException e) {
            throw AgentAccess.refusal(e, terminal);
        } finally {
            over.set(true);
            forget(hook);
        }
    }

    private ExitCode follow(String id, AtomicInteger wishes)
            throws AgentException, InterruptedException {
        Map<String, Step> shown = new HashMap<>();
        boolean warned = false;
        while (true) {
            EnrollmentView view = client.enrollment();
            view.candidates().forEach(one -> show(one, shown));
            long verified = view.candidates().stream().filter(EnrollmentWait::isDone).count();
            if (verified >= workers) {
                say("admin.prepare.all", Long.toString(verified));
                client.endEnrollment();
                return ExitCode.DONE;
            }
            List<Candidate> underWay =
                    view.candidates().stream().filter(EnrollmentWait::isUnderWay).toList();
            var open = view.open();
            boolean ended = open == null || !open.id().equals(id);
            if (ended && underWay.isEmpty()) {
                say("admin.prepare.over", Long.toString(verified), Integer.toString(workers));
                return ExitCode.FAILED;
            }
            if (wishes.get() > (warned ? 1 : 0)) {
                if (underWay.isEmpty() || warned) {
                    client.endEnrollment();
                    say("admin.prepare.ended", Long.toString(verified));
                    return ExitCode.DONE;
                }
                warned = true;
                wishes.set(1);
                warn(underWay);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void warn(List<Candidate> underWay) {
        terminal.err()
                .println(
                        terminal.text(
                                "admin.prepare.underway",
                                String.join(
                                        ", ", underWay.stream().map(Candidate::node).toList())));
        terminal.err().flush();
    }

    private void show(Candidate one, Map<String, Step> shown) {
        String key = one.node() + " " + one.address();
        if (one.step() == shown.put(key, one.step())) {
            return;
        }
        if (json) {
            terminal.json(one);
            return;
        }
        @Nullable ApiError refusal = one.refusal();
        terminal.out()
                .println(
                        terminal.text(
                                        "candidate",
                                        one.node(),
                                        one.address(),
                                        terminal.text("step." + one.step()))
                                + (refusal == null
                                        ? ""
                                        : ": "
                                                + RefusalText.of(terminal.locale())
                                                        .sentence(refusal)));
        terminal.out().flush();
    }

    private static boolean isDone(Candidate one) {
        return one.step() == Step.VERIFIED;
    }

    private static boolean isUnderWay(Candidate one) {
        return switch (one.step()) {
            case CONNECTED, AUTHORIZED, KEYS, CONFIG -> true;
            case VERIFIED, REFUSED -> false;
        };
    }

    /// Counts how often `x` was typed. An end of the input is no wish: there may never have been
    /// one.
    private void listen(AtomicInteger wishes) {
        try {
            int typed = terminal.in().read();
            while (typed >= 0) {
                if (typed == 'x' || typed == 'X') {
                    wishes.incrementAndGet();
                }
                typed = terminal.in().read();
            }
        } catch (IOException e) {
            terminal.error(terminal.text("failed.io", String.valueOf(e.getMessage())));
        }
    }

    /// Ctrl-C ends enrollment as well.
    private void endOnSignal(AtomicBoolean over) {
        if (over.getAndSet(true)) {
            return;
        }
        try {
            List<Candidate> underWay =
                    client.enrollment().candidates().stream()
                            .filter(EnrollmentWait::isUnderWay)
                            .toList();
            if (!underWay.isEmpty()) {
                warn(underWay);
            }
            client.endEnrollment();
        } catch (AgentException e) {
            terminal.error(String.valueOf(e.getMessage()));
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook knows that there is nothing left to do.
            return;
        }
    }

    private void say(String key, Object... arguments) {
        if (!json) {
            terminal.err().println(terminal.text(key, arguments));
            terminal.err().flush();
        }
    }
}
