package dev.belay.agent.cloud;

import dev.belay.agent.cloud.InstanceApi.Instance;
import dev.belay.agent.cloud.InstanceApi.State;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Turns an instance off and on, and looks. Off is only what the cloud shows as stopped or
/// terminated, never that it was told to stop. Every question blocks for its limit and a moment at
/// most.
///
/// Sources: "Stop and start Amazon EC2 instances", Amazon EC2 user guide; StopInstances, Amazon EC2
/// API reference; what `fence_aws` does.
public final class InstancePower {

    /// Of a look that is worth having, and not worth waiting for.
    static final Duration ASIDE = Duration.ofSeconds(3);

    private final InstanceApi api;
    private final Supplier<Optional<String>> own;
    private final Pace pace;

    /// @param own `i-…` that this node runs on; empty where it runs on none, or none that is known
    InstancePower(InstanceApi api, Supplier<Optional<String>> own, Pace pace) {
        this.api = api;
        this.own = own;
        this.pace = pace;
    }

    /// Stops an instance at once and waits until it is off. A node whose own instance is on its way
    /// down stops nobody: whoever stops it was faster.
    public PowerEnd off(String id, Duration limit) throws InterruptedException {
        var calls = new Calls();
        try {
            return new InstanceStop(api, own.get(), pace, calls, id).within(limit);
        } finally {
            calls.end();
        }
    }

    /// Begins to start an instance.
    public PowerEnd on(String id, Duration limit) throws InterruptedException {
        var calls = new Calls();
        long deadline = pace.deadline(limit);
        try {
            String why = "it was not asked";
            for (int again = 0; pace.left(deadline).isPositive(); again++) {
                CloudAnswer<String> answer = calls.change(() -> api.start(id), pace.left(deadline));
                if (answer instanceof CloudAnswer.Done<String>) {
                    return new PowerEnd.On("instance '" + id + "' was told to start");
                }
                if (answer instanceof CloudAnswer.Refused<String>) {
                    return new PowerEnd.Refused(answer.why());
                }
                why = answer.why();
                pace.backOff(again, deadline);
            }
            return new PowerEnd.Unknown(why);
        } finally {
            calls.end();
        }
    }

    /// Looks whether an instance runs; one that runs and that nobody could stop is refused.
    public PowerEnd status(String id, Duration limit) throws InterruptedException {
        var calls = new Calls();
        long deadline = pace.deadline(limit);
        try {
            CloudAnswer<List<Instance>> seen = found(id, calls, deadline);
            return switch (seen) {
                case CloudAnswer.Done<List<Instance>>(var all) -> {
                    Optional<Instance> one =
                            all.stream().filter(it -> it.id().equals(id)).findAny();
                    yield one.isEmpty()
                            ? new PowerEnd.Refused(notThere(id))
                            : status(one.get(), calls, pace.left(deadline));
                }
                case CloudAnswer.Refused<List<Instance>>(String _, String why) ->
                        new PowerEnd.Refused(why);
                case CloudAnswer.Throttled<List<Instance>>(String why) -> new PowerEnd.Unknown(why);
                case CloudAnswer.Unknown<List<Instance>>(String why) -> new PowerEnd.Unknown(why);
            };
        } finally {
            calls.end();
        }
    }

    /// Asked again while nobody answers: what is off already must not stay unknown by one lost
    /// answer.
    private CloudAnswer<List<Instance>> found(String id, Calls calls, long deadline)
            throws InterruptedException {
        for (int again = 0; ; again++) {
            CloudAnswer<List<Instance>> seen =
                    calls.one(() -> api.find(List.of(id)), pace.left(deadline));
            boolean isOpen =
                    seen instanceof CloudAnswer.Throttled<List<Instance>>
                            || seen instanceof CloudAnswer.Unknown<List<Instance>>;
            if (!isOpen) {
                return seen;
            }
            pace.backOff(again, deadline);
            if (pace.left(deadline).compareTo(RouteMove.NO_TIME) < 0) {
                return seen;
            }
        }
    }

    private PowerEnd status(Instance one, Calls calls, Duration left) throws InterruptedException {
        if (one.isOff()) {
            return new PowerEnd.Off(said(one));
        }
        if (one.state() != State.RUNNING && one.state() != State.PENDING) {
            return new PowerEnd.Between(said(one));
        }
        if (!one.isStoppable()) {
            return new PowerEnd.Refused(instanceStore(one.id()));
        }
        CloudAnswer<Boolean> isProtected =
                calls.one(() -> api.isProtected(one.id()), Pace.shorter(left, ASIDE));
        if (isProtected instanceof CloudAnswer.Done<Boolean>(Boolean yes)) {
            return yes ? new PowerEnd.Refused(isProtected(one.id())) : new PowerEnd.On(said(one));
        }
        return new PowerEnd.On(
                said(one)
                        + "; whether it is protected against being stopped is not known: "
                        + isProtected.why());
    }

    static String said(Instance one) {
        return "instance '%s' is %s".formatted(one.id(), word(one.state()));
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String notThere(String id) {
        return "instance '%s' was wanted, and DescribeInstances shows none: correct its id, the region of its VPC, or the account that is asked"
                .formatted(id);
    }

    static String isProtected(String id) {
        return "instance '%s' was to be one that can be stopped, and is protected against that: set its attribute disableApiStop to false"
                .formatted(id);
    }

    static String instanceStore(String id) {
        return "instance '%s' was to be one that can be stopped, and its root device is an instance store: fence it by another device, or build it on a volume"
                .formatted(id);
    }
}
