package dev.belay.agent.cloud;

import dev.belay.agent.cloud.InstanceApi.Instance;
import dev.belay.agent.cloud.InstanceApi.State;
import dev.belay.agent.cloud.InstanceApi.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One attempt to stop one instance.
///
/// LOOK -> (off: end) -> ASK once -> LOOK until it is off or the time is over. What was refused
/// ends it, unless something that was asked before may still act.
final class InstanceStop {

    /// It is in a state that passes, such as `pending`.
    private static final String NOT_NOW = "IncorrectInstanceState";

    /// What an API that does not know `SkipOsShutdown`, or not for this instance, answers.
    private static final Set<String> NOT_SO_HARD =
            Set.of("UnknownParameter", "UnsupportedOperation", "InvalidParameterCombination");

    private final InstanceApi api;
    private final Optional<String> own;
    private final Pace pace;
    private final Calls calls;
    private final String id;

    private final List<String> remarks = new ArrayList<>();
    private Stop how = Stop.AT_ONCE;
    private boolean isAllowed;
    private boolean isTaken;
    private boolean mayAct;
    private String last = "nothing was answered";

    InstanceStop(InstanceApi api, Optional<String> own, Pace pace, Calls calls, String id) {
        this.api = api;
        this.own = own;
        this.pace = pace;
        this.calls = calls;
        this.id = id;
    }

    PowerEnd within(Duration limit) throws InterruptedException {
        long begun = pace.nanos().getAsLong();
        long deadline = pace.deadline(limit);
        if (own.filter(id::equals).isPresent()) {
            return new PowerEnd.Refused(
                    "instance '%s' was to be stopped by another one, and is this one"
                            .formatted(id));
        }
        for (int again = 0; pace.left(deadline).isPositive(); again++) {
            Optional<PowerEnd> end = once(deadline);
            if (end.isPresent()) {
                long millis = (pace.nanos().getAsLong() - begun) / 1_000_000;
                return end.get() instanceof PowerEnd.Off(String said)
                        ? new PowerEnd.Off(remarked("%s after %d ms".formatted(said, millis)))
                        : end.get();
            }
            pace.backOff(again, deadline);
        }
        return new PowerEnd.Unknown(
                remarked(
                        "instance '%s' was to be off within %d ms, and was not seen to be: %s"
                                .formatted(id, limit.toMillis(), last)));
    }

    private String remarked(String said) {
        return remarks.isEmpty() ? said : said + "; " + String.join("; ", remarks);
    }

    private Optional<PowerEnd> once(long deadline) throws InterruptedException {
        List<String> ids = new ArrayList<>(List.of(id));
        own.ifPresent(ids::add);
        CloudAnswer<List<Instance>> seen = calls.one(() -> api.find(ids), pace.left(deadline));
        if (!(seen instanceof CloudAnswer.Done<List<Instance>>(List<Instance> all))) {
            last = seen.why();
            return seen instanceof CloudAnswer.Refused<?> ? refused(seen.why()) : Optional.empty();
        }
        Optional<Instance> target = find(all, id);
        if (target.isEmpty()) {
            last = InstancePower.notThere(id);
            return refused(last);
        }
        Instance now = target.get();
        last = InstancePower.said(now);
        if (now.isOff()) {
            return Optional.of(new PowerEnd.Off(last));
        }
        boolean isAtWork = isTaken || now.state() == State.SHUTTING_DOWN;
        if (isAtWork || now.state() == State.PENDING) {
            return Optional.empty();
        }
        Optional<PowerEnd> objection = objection(all, now, deadline);
        return objection.isPresent() ? objection : ask(deadline);
    }

    /// Asked once; what it finds out does not change within one attempt.
    private Optional<PowerEnd> objection(List<Instance> all, Instance now, long deadline)
            throws InterruptedException {
        if (isAllowed) {
            return Optional.empty();
        }
        Optional<Instance> self = own.flatMap(mine -> find(all, mine));
        if (self.filter(one -> one.state() != State.RUNNING).isPresent()) {
            return Optional.of(
                    new PowerEnd.Refused(
                            "this node's own instance '%s' was to be running, and is %s: whoever stops it decides"
                                    .formatted(
                                            self.get().id(),
                                            InstancePower.word(self.get().state()))));
        }
        if (own.isPresent() && self.isEmpty()) {
            remarks.add("this node's own instance '%s' is not seen there".formatted(own.get()));
        }
        if (!now.isStoppable()) {
            return Optional.of(new PowerEnd.Refused(InstancePower.instanceStore(id)));
        }
        CloudAnswer<Boolean> isProtected =
                calls.one(
                        () -> api.isProtected(id),
                        Pace.shorter(pace.left(deadline), InstancePower.ASIDE));
        if (isProtected instanceof CloudAnswer.Done<Boolean>(Boolean yes)) {
            if (yes) {
                return Optional.of(new PowerEnd.Refused(InstancePower.isProtected(id)));
            }
        } else {
            remarks.add(isProtected.why());
        }
        isAllowed = true;
        return Optional.empty();
    }

    private Optional<PowerEnd> ask(long deadline) throws InterruptedException {
        CloudAnswer<String> answer = calls.change(() -> api.stop(id, how), pace.left(deadline));
        return switch (answer) {
            case CloudAnswer.Done<String> _ -> {
                isTaken = true;
                mayAct = true;
                yield Optional.empty();
            }
            case CloudAnswer.Throttled<String>(String why) -> {
                last = why;
                // The SDK repeats calls by itself: one before the last may have got through.
                mayAct = true;
                yield Optional.empty();
            }
            case CloudAnswer.Unknown<String>(String why) -> {
                last = why;
                mayAct = true;
                yield Optional.empty();
            }
            case CloudAnswer.Refused<String>(String code, String why) -> {
                last = why;
                if (how == Stop.AT_ONCE && NOT_SO_HARD.contains(code)) {
                    how = Stop.FORCED;
                    remarks.add("it was stopped without SkipOsShutdown: " + why);
                    yield ask(deadline);
                }
                yield code.equals(NOT_NOW) ? Optional.empty() : refused(why);
            }
        };
    }

    /// What was asked before may still act.
    private Optional<PowerEnd> refused(String why) {
        return mayAct ? Optional.empty() : Optional.of(new PowerEnd.Refused(why));
    }

    private static Optional<Instance> find(List<Instance> all, String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
