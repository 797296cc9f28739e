package dev.belay.model.plan;

import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.stream.Stream;

/// A small change of the design in force. Agents act upon the design in force, so that to put it
/// there is all that is done; the way back is to put back what was there.
public sealed interface Step {

    /// What it takes over of the wanted design.
    List<Part> parts();

    /// Stable name of what it is, in journals and texts.
    String code();

    /// What it is about, in the order of its text.
    List<String> subjects();

    /// Other timing; only while nothing runs.
    record TimingChanged(String from, String to, List<Part> parts) implements Step {
        public TimingChanged {
            parts = List.copyOf(parts);
        }

        @Override
        public String code() {
            return "timing-changed";
        }

        @Override
        public List<String> subjects() {
            return List.of(from, to);
        }
    }

    /// Something that no agent runs or obeys by itself: what others stand on, and the drawing.
    ///
    /// @param added things, links and sets that come
    /// @param changed those that are another
    /// @param removed those that go
    record Drawn(int added, int changed, int removed, List<Part> parts) implements Step {
        public Drawn {
            parts = List.copyOf(parts);
        }

        @Override
        public String code() {
            return "drawn";
        }

        @Override
        public List<String> subjects() {
            return Stream.of(added, changed, removed).map(one -> Integer.toString(one)).toList();
        }
    }

    /// Another mode of a node, or other facts that decide what it may run.
    record NodeChanged(ThingId node, List<Part> parts) implements Step {
        public NodeChanged {
            parts = List.copyOf(parts);
        }

        @Override
        public String code() {
            return "node-changed";
        }

        @Override
        public List<String> subjects() {
            return List.of(node.toString());
        }
    }

    record FenceDeviceAdded(ThingId device, List<Part> parts) implements Step {
        public FenceDeviceAdded {
            parts = List.copyOf(parts);
        }

        @Override
        public String code() {
            return "fence-device-added";
        }

        @Override
        public List<String> subjects() {
            return List.of(device.toString());
        }
    }

    record FenceDeviceChanged(ThingId device, List<Part> parts) implements Step {
        public FenceDeviceChanged {
            parts = List.copyOf(parts);
        }

        @Override
        public String code() {
            return "fence-device-changed";
        }

        @Override
        public List<String> subjects() {
            return List.of(device.toString());
        }
    }

    record FenceDeviceRemoved(ThingId device, List<Part> parts) implements Step {
        public FenceDeviceRemoved {
            parts = List.copyOf(parts);
        }

        @Override
        public String code() {
            return "fence-device-removed";
        }

        @Override
        public List<String> subjects() {
            return List.of(device.toString());
        }
    }

    /// Whether a lost node is fenced from now on.
    record FencingSwitched(boolean on, List<Part> parts) implements Step {
        public FencingSwitched {
            parts = List.copyOf(parts);
        }

        @Override
        public String code() {
            return on ? "fencing-on" : "fencing-off";
        }

        @Override
        public List<String> subjects() {
            return List.of();
        }
    }

    record ServiceAdded(ThingId service, List<Part> parts) implements Step {
        public ServiceAdded {
            parts = List.copyOf(parts);
        }

        @Override
        public String code() {
            return "service-added";
        }

        @Override
        public List<String> subjects() {
            return List.of(service.toString());
        }
    }

    /// The service, or something that belongs to it such as its virtual IP.
    record ServiceChanged(ThingId service, List<Part> parts) implements Step {
        public ServiceChanged {
            parts = List.copyOf(parts);
        }

        @Override
        public String code() {
            return "service-changed";
        }

        @Override
        public List<String> subjects() {
            return List.of(service.toString());
        }
    }

    record ServiceRemoved(ThingId service, List<Part> parts) implements Step {
        public ServiceRemoved {
            parts = List.copyOf(parts);
        }

        @Override
        public String code() {
            return "service-removed";
        }

        @Override
        public List<String> subjects() {
            return List.of(service.toString());
        }
    }

    /// Several that would be wrong one without the other.
    record Together(List<Step> steps) implements Step {
        public Together {
            steps = List.copyOf(steps);
        }

        @Override
        public List<Part> parts() {
            return steps.stream().flatMap(one -> one.parts().stream()).sorted().toList();
        }

        @Override
        public String code() {
            return "together";
        }

        @Override
        public List<String> subjects() {
            return steps.stream()
                    .map(Step::subjects)
                    .filter(one -> one.size() == 1)
                    .map(List::getFirst)
                    .toList();
        }
    }
}
