package dev.belay.agent.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The control group of one stay, from before its first process to after its last. Safe for use by
/// several threads.
final class StayGroup {

    private final String service;
    private final Ports ports;
    private final Consumer<String> log;
    private volatile Optional<Path> folder = Optional.empty();

    StayGroup(String service, Ports ports, Consumer<String> log) {
        this.service = service;
        this.ports = ports;
        this.log = log;
    }

    /// Where it is; empty: this host has none, or it is not there now. Never blocks.
    Optional<Path> folder() {
        return folder;
    }

    /// Makes it, watched from outside before anything is in it. A host that cannot have one runs
    /// services all the same.
    synchronized void make() throws IOException {
        Optional<String> objection = ports.groups().objection();
        if (objection.isPresent()) {
            log.accept("runs without a control group: " + objection.get());
            return;
        }
        Path made = ports.groups().make(service);
        ports.lastResort().watchGroup(made);
        folder = Optional.of(made);
    }

    /// Makes it anew after it was ended, for what has to be asked to stop still.
    synchronized void makeAgain() {
        if (folder.isPresent() || ports.groups().objection().isPresent()) {
            return;
        }
        try {
            folder = Optional.of(ports.groups().make(service));
        } catch (IOException e) {
            // It is stopped all the same.
            log.accept(String.valueOf(e.getMessage()));
        }
    }

    /// Kills all that is in it and removes it. Blocks at most for the time, or until another thread
    /// has done so.
    ///
    /// @return whether there is none any more
    synchronized boolean end(Duration atMost) throws IOException, InterruptedException {
        if (folder.isEmpty()) {
            return true;
        }
        boolean isGone = ports.groups().end(service, atMost);
        if (isGone) {
            forget(folder.get());
            folder = Optional.empty();
        }
        return isGone;
    }

    private void forget(Path ended) {
        try {
            ports.lastResort().forget(ended.toString());
        } catch (IOException e) {
            // There is nothing left that it could kill.
            log.accept(String.valueOf(e.getMessage()));
        }
    }
}
