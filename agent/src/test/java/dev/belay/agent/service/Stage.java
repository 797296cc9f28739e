package dev.belay.agent.service;

import dev.belay.agent.cloud.CloudSteps;
import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.resource.Promotion;
import dev.belay.agent.resource.ResourceAction;
import dev.belay.agent.resource.ResourceAgent;
import dev.belay.agent.resource.Result;
import dev.belay.agent.resource.Trace;
import dev.belay.model.plan.Form;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A world without a host: what is asked of it is written down in order, and each answer can be
/// set.
final class Stage implements Stays, Addresses, Groups, LastResort {

    /// Answers one step of one resource.
    interface Answer {
        Result get() throws InterruptedException;
    }

    final List<String> acts = new CopyOnWriteArrayList<>();
    final List<HolderInput> told = new CopyOnWriteArrayList<>();
    final Set<String> leftAlone = ConcurrentHashMap.newKeySet();
    final List<String> logged = new CopyOnWriteArrayList<>();
    final Map<String, Answer> answers = new ConcurrentHashMap<>();
    final Map<String, ServicePlan> plans = new HashMap<>();
    final Set<String> there = ConcurrentHashMap.newKeySet();

    /// Open until the control group is ended.
    final CountDownLatch killed = new CountDownLatch(1);

    volatile Optional<String> objection = Optional.empty();
    volatile Optional<String> holder = Optional.empty();
    volatile Optional<String> refusal = Optional.empty();
    volatile boolean isWanted = true;
    volatile boolean isGroupStubborn;

    static Trace trace(String reason) {
        return new Trace(reason, "", "", Duration.ZERO, new Promotion.Same(), List.of());
    }

    static Result done() {
        return new Result.Done(false, trace(""));
    }

    static Result notRunning() {
        return new Result.NotRunning(trace(""));
    }

    static Result failed(String reason) {
        return new Result.Failed(Result.Reach.SOFT, 1, trace(reason));
    }

    static boolean eventually(BooleanSupplier condition) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= until) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    Ports ports(Remnants remnants) {
        return new Ports(
                service ->
                        plans.getOrDefault(
                                service, new ServicePlan(service, List.of(), List.of(), Form.NONE)),
                this::agent,
                this::cloud,
                this,
                this,
                this,
                this,
                remnants,
                _ -> false,
                leftAlone::contains,
                logged::add,
                System::nanoTime);
    }

    void answer(ResourceAction action, String resource, Answer answer) {
        answers.put(words(action, resource), answer);
    }

    ResourceAgent agent(ServiceResource resource) {
        return call -> {
            acts.add(words(call.action(), resource.name()));
            Answer answer = answers.get(words(call.action(), resource.name()));
            if (answer != null) {
                return answer.get();
            }
            return call.action() == ResourceAction.PROBE ? notRunning() : done();
        };
    }

    volatile Optional<CloudSteps> inCloud = Optional.empty();

    private CloudSteps cloud(ServiceResource.InCloud resource) {
        acts.add("cloud " + resource.name());
        return inCloud.orElseThrow();
    }

    /// Acts without what is only looked at.
    List<String> deeds() {
        return acts.stream()
                .filter(act -> !act.startsWith("monitor") && !act.startsWith("announce"))
                .toList();
    }

    private static String words(ResourceAction action, String resource) {
        return (action == ResourceAction.PROBE ? "probe" : action.word()) + " " + resource;
    }

    @Override
    public void guard(List<InetAddress> addresses, Consumer<Optional<String>> outcome) {
        acts.add("guard " + text(addresses));
        outcome.accept(Optional.empty());
    }

    @Override
    public void take(
            String service,
            long generation,
            List<InetAddress> addresses,
            Consumer<Optional<String>> outcome) {
        acts.add("take " + text(addresses));
        outcome.accept(refusal);
    }

    @Override
    public void shut(
            String service, List<InetAddress> addresses, Consumer<Optional<String>> outcome) {
        acts.add("shut " + text(addresses));
        outcome.accept(Optional.empty());
    }

    private static String text(List<InetAddress> addresses) {
        return String.join(",", addresses.stream().map(InetAddress::getHostAddress).toList());
    }

    @Override
    public void tell(HolderInput input) {
        told.add(input);
    }

    @Override
    public boolean isWanted(String service, long generation) {
        return isWanted;
    }

    @Override
    public String deviceFor(InetAddress address, int prefix) {
        return "eth0";
    }

    @Override
    public Optional<String> holder(InetAddress address, String device, Duration within) {
        return holder;
    }

    @Override
    public void add(InetAddress address, int prefix, String device) {
        acts.add("add " + address.getHostAddress());
        there.add(address.getHostAddress());
    }

    @Override
    public void remove(InetAddress address) {
        acts.add("remove " + address.getHostAddress());
        there.remove(address.getHostAddress());
    }

    @Override
    public boolean isThere(InetAddress address, String device) {
        return there.contains(address.getHostAddress());
    }

    @Override
    public void announce(InetAddress address, String device) {
        acts.add("announce " + address.getHostAddress());
    }

    @Override
    public Optional<String> objection() {
        return objection;
    }

    @Override
    public Path make(String service) {
        acts.add("group " + service);
        return Path.of("/group", service);
    }

    @Override
    public boolean end(String service, Duration atMost) {
        acts.add("kill " + service);
        if (!isGroupStubborn) {
            killed.countDown();
        }
        return !isGroupStubborn;
    }

    @Override
    public void watchAddress(String address, String device) {
        acts.add("watch " + address + " at " + device);
    }

    @Override
    public void watchGroup(Path folder) {
        acts.add("watch " + folder);
    }

    @Override
    public void forget(String watched) throws IOException {
        acts.add("forget " + watched);
    }

    /// What was told that is of a kind, in order.
    <T extends HolderInput> List<T> told(Class<T> kind) {
        List<T> found = new ArrayList<>();
        told.forEach(one -> {
            if (kind.isInstance(one)) {
                found.add(kind.cast(one));
            }
        });
        return found;
    }
}
