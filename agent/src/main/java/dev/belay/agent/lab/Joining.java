package dev.belay.agent.lab;

import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.LocalSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Waits until agents have joined: each answers, all hold the same node for coordinator, and each
/// has the founding of the cluster in its own state. In a lab whose nodes are in no cluster, that
/// each answers is enough.
final class Joining {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /// On few cores they start one after the other.
    private static final Duration LONGER_FOR_EACH = Duration.ofSeconds(10);

    private static final Duration ONE_ANSWER = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 25;

    private Joining() {}

    /// @throws LabException when an agent has ended, or not all have joined in time
    static void await(Fabric fabric, List<AgentPlace> places, boolean bare)
            throws LabException, InterruptedException {
        Duration longest = LONGEST.plus(LONGER_FOR_EACH.multipliedBy(places.size()));
        long deadline = System.nanoTime() + longest.toNanos();
        while (!(bare ? allAnswer(fabric, places) : haveJoined(fabric, places))) {
            for (AgentPlace place : places) {
                if (fabric.view(place.id()).life() == LabState.Life.DOWN) {
                    throw new LabException(
                            "agent.ended", place.id(), LabFolder.lastLine(place.logFile()));
                }
            }
            if (System.nanoTime() > deadline) {
                throw new LabException("not.joined", Long.toString(longest.toSeconds()));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean allAnswer(Fabric fabric, List<AgentPlace> places) {
        return places.stream().allMatch(place -> answers(fabric.apiSocket(place.id())));
    }

    private static boolean answers(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try {
            new ApiClient(new LocalSocket(socket), ONE_ANSWER).standing();
            return true;
        } catch (AgentException e) {
            return false;
        }
    }

    private static boolean haveJoined(Fabric fabric, List<AgentPlace> places) {
        Set<String> coordinators =
                places.stream()
                        .map(place -> coordinator(fabric.apiSocket(place.id())))
                        .collect(Collectors.toSet());
        return coordinators.size() == 1
                && !coordinators.contains("")
                && places.stream().allMatch(place -> isFounded(fabric.apiSocket(place.id())));
    }

    /// The founding is an entry of the log: a coordinator is there before it, and who orders
    /// something in between is told that the cluster has no admin.
    private static boolean isFounded(Path socket) {
        try {
            return !new ApiClient(new LocalSocket(socket), ONE_ANSWER).standing().admin().isEmpty();
        } catch (AgentException e) {
            return false;
        }
    }

    private static String coordinator(Path socket) {
        if (!Files.exists(socket)) {
            return "";
        }
        try {
            ClusterStatus status = new ApiClient(new LocalSocket(socket), ONE_ANSWER).status();
            String coordinator = status.opinion().coordinator();
            return coordinator == null || !status.opinion().quorate() ? "" : coordinator;
        } catch (AgentException e) {
            return "";
        }
    }
}
