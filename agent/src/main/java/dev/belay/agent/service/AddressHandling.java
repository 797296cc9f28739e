package dev.belay.agent.service;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A virtual IP of a stay: on a device, behind the gate, told to the neighbours.
final class AddressHandling implements Handling {

    private static final Duration CONFLICT_CHECK = Duration.ofMillis(30);

    /// The kernel shuts a gate by itself that could not be shut within this.
    private static final Duration SHUT = Duration.ofSeconds(1);

    /// When it is told again, after it was told first: who missed the first frame goes on with the
    /// old host for half a minute.
    private static final List<Duration> AGAIN =
            List.of(
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10));

    private final String service;
    private final long generation;
    private final ServiceResource.Address resource;
    private final InetAddress address;
    private final Ports ports;
    private final BooleanSupplier isWanted;
    private final Thread announcer;
    private String device;
    private boolean isBegun;
    private boolean isOver;

    /// @param isWanted whether a start is to go on
    AddressHandling(
            String service,
            long generation,
            ServiceResource.Address resource,
            Ports ports,
            BooleanSupplier isWanted) {
        this.service = service;
        this.generation = generation;
        this.resource = resource;
        this.ports = ports;
        this.isWanted = isWanted;
        this.address = InetAddress.ofLiteral(resource.address().toString());
        this.device = resource.device();
        this.announcer =
                Thread.ofVirtual().name("announce-" + resource.name()).unstarted(this::tellAgain);
    }

    @Override
    public ServiceResource resource() {
        return resource;
    }

    @Override
    public synchronized boolean isBegun() {
        return isBegun;
    }

    @Override
    public Outcome start() throws InterruptedException {
        try {
            if (device.isEmpty()) {
                place(ports.addresses().deviceFor(address, resource.prefix()));
            }
            Optional<String> other =
                    resource.isRouted() || ports.follows().test(service)
                            ? Optional.empty()
                            : ports.addresses().holder(address, device, CONFLICT_CHECK);
            if (other.isPresent()) {
                return Outcome.failed(
                        "address '%s' was to be free, MAC address '%s' answers for it at device '%s': find that host and take the address off"
                                .formatted(resource.address(), other.get(), device));
            }
            // Before it is on the device: without a gate it would pass at once. Where there is none
            // it
            // has a lifetime from the beginning.
            Optional<String> unguarded =
                    answer(
                            done -> ports.stays().guard(List.of(address), done),
                            resource.operations().start());
            if (unguarded.isPresent()) {
                return Outcome.failed(unguarded.get());
            }
            if (!added()) {
                return Outcome.failed("it was to start, and its stay is being ended");
            }
            Optional<String> shut =
                    answer(
                            done -> ports.stays().take(service, generation, List.of(address), done),
                            resource.operations().start());
            if (shut.isPresent()) {
                return Outcome.failed(shut.get());
            }
            if (!resource.isRouted()) {
                announce();
                announcer.start();
            }
            return Outcome.done("on device '" + device + "'");
        } catch (IOException e) {
            return Outcome.failed(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void place(String device) {
        this.device = device;
    }

    /// In one step with its end: it must not come back afterwards.
    private synchronized boolean added() throws IOException {
        if (isOver || !isWanted.getAsBoolean()) {
            return false;
        }
        isBegun = true;
        ports.lastResort().watchAddress(resource.written(), device);
        ports.addresses().add(address, resource.prefix(), device);
        return true;
    }

    /// Likewise: told after another host has it, it would draw that one's clients here.
    private synchronized void announce() {
        if (isOver) {
            return;
        }
        try {
            ports.addresses().announce(address, device);
        } catch (IOException e) {
            ports.log()
                    .accept(
                            "resource '%s': its neighbours were to be told of '%s', and were not: %s"
                                    .formatted(
                                            resource.name(), resource.address(), e.getMessage()));
        }
    }

    private void tellAgain() {
        Duration before = Duration.ZERO;
        try {
            for (Duration one : AGAIN) {
                Thread.sleep(one.minus(before));
                announce();
                before = one;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Outcome stop() throws InterruptedException {
        over();
        Optional<String> open =
                answer(done -> ports.stays().shut(service, List.of(address), done), SHUT);
        try {
            remove();
        } catch (IOException e) {
            return Outcome.failed(String.valueOf(e.getMessage()));
        }
        return Outcome.done(open.orElse(""));
    }

    private synchronized void over() {
        isOver = true;
        announcer.interrupt();
    }

    private synchronized void remove() throws IOException {
        ports.addresses().remove(address);
        isBegun = false;
        try {
            ports.lastResort().forget(resource.written());
        } catch (IOException e) {
            // It is gone, and with it whatever could be done to the address later.
            ports.log().accept(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Outcome monitor() {
        try {
            return ports.addresses().isThere(address, device)
                    ? Outcome.done("on device '" + device + "'")
                    : Outcome.failed(
                            "address '%s' was to be on device '%s', and is not any more: somebody took it off"
                                    .formatted(resource.address(), device));
        } catch (IOException e) {
            return Outcome.unknown(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void cut() {
        over();
        if (!isBegun()) {
            return;
        }
        try {
            remove();
        } catch (IOException e) {
            ports.log().accept("resource '%s': %s".formatted(resource.name(), e.getMessage()));
        }
        ports.stays().shut(service, List.of(address), _ -> {});
    }

    @Override
    public Optional<String> leftAfterCut(boolean isGroupGone) {
        return isBegun()
                ? Optional.of("address '" + resource.address() + "' could not be taken off")
                : Optional.empty();
    }

    @Override
    public void close() {
        announcer.interrupt();
    }

    /// Waits for what comes on another thread.
    private static Optional<String> answer(
            Consumer<Consumer<Optional<String>>> question, Duration atMost)
            throws InterruptedException {
        var answer = new CompletableFuture<Optional<String>>();
        question.accept(answer::complete);
        try {
            return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.of(
                    "the gate of its address did not answer, and it is not known whether it is"
                            + " open");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
