package dev.belay.app.fencing;

import dev.belay.api.ApiError;
import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.DesignPort;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A cluster with fence devices that is kept here: for pictures and tests.
public final class FencingFixture implements FencingPort {
    private static final List<String> VERBS = List.of("monitor", "off", "on", "reboot", "status");

    private final DesignFixture design;
    private final Instant now;
    private final List<String> calls = new ArrayList<>();
    private final Map<String, String> told = new TreeMap<>();
    private final Set<String> away = new HashSet<>();
    private final Map<String, FenceTest.Power> powers = new HashMap<>();
    private final Map<String, String> troubles = new HashMap<>();
    private final Map<String, AgentException> lost = new HashMap<>();
    private int notReady;

    public FencingFixture(DesignFixture design, Instant now) {
        this.design = design;
        this.now = now;
    }

    /// What was ordered, in order, without any secret.
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /// What devices were told: by device and parameter, such as `bmc/password`.
    public Map<String, String> told() {
        return Map.copyOf(told);
    }

    /// What the devices say of a member's power; on, unless something else is set.
    public void power(String member, FenceTest.Power power) {
        powers.put(member, power);
    }

    /// A device cannot be used from where it is asked.
    public void trouble(String device, String why) {
        troubles.put(device, why);
    }

    /// A member that no secret reaches; or one that it reaches again.
    public void away(String member, boolean isAway) {
        if (isAway) {
            away.add(member);
        } else {
            away.remove(member);
        }
    }

    /// The next so many tests find devices that are being looked at.
    public void notReady(int times) {
        notReady = times;
    }

    /// The next call of this name fails after it was done; null for none.
    ///
    /// @param call `begin`, `secret` or `test`
    public void fail(String call, @Nullable AgentException why) {
        if (why == null) {
            lost.remove(call);
        } else {
            lost.put(call, why);
        }
    }

    private void answer(String call) throws AgentException {
        AgentException why = lost.remove(call);
        if (why != null) {
            throw why;
        }
    }

    @Override
    public DesignPort designs() {
        return design;
    }

    @Override
    public OperationView begin(OperationBegin begin) throws AgentException {
        OperationView begun = design.begin(begin);
        calls.add("begin");
        answer("begin");
        return begun;
    }

    @Override
    public FenceView fencing() throws AgentException {
        design.status();
        return new FenceView(
                now,
                design.kept().cluster().fencing(),
                design.kept().fenceDevices().stream().map(this::device).toList(),
                List.of());
    }

    private FenceView.Device device(FenceDevice device) {
        String trouble = trouble(device);
        return new FenceView.Device(
                device.id().toString(),
                device.name(),
                device.agent(),
                device.level(),
                device.action(),
                device.targets().stream().map(ThingId::toString).toList(),
                troubles.containsKey(device.id().toString()) ? List.of() : VERBS,
                trouble);
    }

    private String trouble(FenceDevice device) {
        List<String> missing =
                device.secrets().stream()
                        .filter(name -> !told.containsKey(device.id() + "/" + name))
                        .toList();
        return troubles.getOrDefault(
                device.id().toString(),
                missing.isEmpty() ? "" : "this node has no value for " + missing);
    }

    @Override
    public FenceTest testFence(String member) throws AgentException {
        calls.add("test " + member);
        answer("test");
        if (notReady > 0) {
            notReady--;
            throw refused("fence-not-ready", "devices that were asked", "some being asked now");
        }
        List<FenceDevice> theirs =
                design.kept().fenceDevices().stream()
                        .filter(one -> one.targets().contains(new ThingId(member)))
                        .toList();
        List<String> why =
                theirs.stream().map(this::trouble).filter(one -> !one.isEmpty()).toList();
        if (!why.isEmpty()) {
            throw refused("fence-device-unusable", "devices of " + member, why.getFirst());
        }
        FenceTest.Power power = powers.getOrDefault(member, FenceTest.Power.ON);
        List<FenceTest.Answer> answers = new ArrayList<>();
        for (FenceDevice one : theirs) {
            answers.add(
                    new FenceTest.Answer(
                            one.id().toString(), power, evidence(power), 214 + member.length()));
        }
        return new FenceTest(member, status().observer(), answers);
    }

    private static String evidence(FenceTest.Power power) {
        return switch (power) {
            case ON -> "on, exit code 0: Status: ON";
            case OFF -> "off, exit code 2: Status: OFF";
            case UNKNOWN ->
                    "neither on nor off, exit code 1: Failed: You have to enter plug number";
            case SILENT -> "no answer within 8000 ms";
        };
    }

    @Override
    public FenceSecretKept keepSecret(FenceSecret secret) throws AgentException {
        calls.add(
                (secret.value().isEmpty() ? "forget " : "tell ")
                        + secret.device()
                        + "/"
                        + secret.name());
        if (secret.value().isEmpty()) {
            told.remove(secret.device() + "/" + secret.name());
        } else {
            told.put(secret.device() + "/" + secret.name(), secret.value());
        }
        answer("secret");
        List<String> all = status().nodes().stream().map(node -> node.member().id()).toList();
        return new FenceSecretKept(
                all.stream().filter(id -> !away.contains(id)).toList(),
                all.stream().filter(away::contains).toList());
    }

    @Override
    public void rest() {
        // Whatever is kept here is ready at once.
    }

    private static AgentException refused(String code, String wanted, String found) {
        return AgentException.refused(new ApiError(code, wanted, found, "mend that, then try"));
    }
}
