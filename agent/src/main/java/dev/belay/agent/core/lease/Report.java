package dev.belay.agent.core.lease;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a node says when it asks for its lease.
///
/// @param node its id
/// @param incarnation which start of its agent; grows. The first report of one says that nothing of
///   the former runs any more
/// @param grantTerm of the coordinator whose grant is its newest; 0 before any
/// @param question number of the question, from 1 in each incarnation
/// @param held generation of each service that may be active there, at whatever stage
/// @param ended the newest generation of each service that ended there for good
/// @param stuck why the stop of a service failed
public record Report(
        String node,
        long incarnation,
        long grantTerm,
        long question,
        Map<String, Long> held,
        Map<String, Ending> ended,
        Map<String, String> stuck) {

    public Report {
        held = Collections.unmodifiableMap(new TreeMap<>(held));
        ended = Collections.unmodifiableMap(new TreeMap<>(ended));
        stuck = Collections.unmodifiableMap(new TreeMap<>(stuck));
    }

    /// How a service's stay on a node ended.
    ///
    /// @param generation which stay
    /// @param failure what went wrong; empty: it was told to end
    /// @param isLeaseLost whether that is only that its lease was over: the service did nothing
    ///   wrong
    public record Ending(long generation, String failure, boolean isLeaseLost) {

        /// One that was told to end, or that failed.
        public static Ending of(long generation, String failure) {
            return new Ending(generation, failure, false);
        }
    }
}
