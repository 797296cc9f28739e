package dev.belay.agent.cloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Instances that a test holds: each stop and look answers as the test says.
final class FakeInstances implements InstanceApi {

    static final String TARGET = "i-0000000a";
    static final String OWN = "i-0000000b";

    final Map<String, Instance> there = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    CloudAnswer<Boolean> isProtected = new CloudAnswer.Done<>(false);

    /// By their order; the last one for ever. Empty: done, and off after [#looksUntilOff].
    final List<CloudAnswer<String>> stops = new ArrayList<>();

    final List<CloudAnswer<String>> starts = new ArrayList<>();

    /// As [#stops]; empty: as they are.
    final List<CloudAnswer<List<Instance>>> looks = new ArrayList<>();

    /// After a stop was taken; negative: for ever.
    int looksUntilOff = 3;

    private boolean isStopping;

    FakeInstances() {
        is(TARGET, State.RUNNING);
        is(OWN, State.RUNNING);
    }

    void is(String id, State state) {
        there.put(id, new Instance(id, state, true));
    }

    @Override
    public CloudAnswer<List<Instance>> find(List<String> ids) {
        asked.add("find");
        if (!looks.isEmpty()) {
            return looks.size() == 1 ? looks.getFirst() : looks.removeFirst();
        }
        if (isStopping) {
            if (looksUntilOff == 0) {
                is(TARGET, State.STOPPED);
                isStopping = false;
            }
            looksUntilOff--;
        }
        return new CloudAnswer.Done<>(
                ids.stream().flatMap(id -> Optional.ofNullable(there.get(id)).stream()).toList());
    }

    @Override
    public CloudAnswer<Boolean> isProtected(String id) {
        return isProtected;
    }

    @Override
    public CloudAnswer<String> stop(String id, Stop how) {
        asked.add("stop " + how);
        CloudAnswer<String> answer =
                stops.isEmpty()
                        ? new CloudAnswer.Done<>(id)
                        : stops.size() == 1 ? stops.getFirst() : stops.removeFirst();
        if (answer instanceof CloudAnswer.Done<String>) {
            begin();
        }
        return answer;
    }

    /// As if a stop had got through whose answer did not.
    void begin() {
        is(TARGET, State.STOPPING);
        isStopping = true;
    }

    @Override
    public CloudAnswer<String> start(String id) {
        asked.add("start");
        return starts.isEmpty()
                ? new CloudAnswer.Done<>(id)
                : starts.size() == 1 ? starts.getFirst() : starts.removeFirst();
    }
}
