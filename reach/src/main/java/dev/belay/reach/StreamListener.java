package dev.belay.reach;

import dev.belay.api.Sample;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;

/// Takes what an agent streams, in the order in which it was sent, on the thread that reads.
public interface StreamListener {
    void status(ClusterStatus status);

    void sample(Sample sample);

    void event(EventRecord event);
}
