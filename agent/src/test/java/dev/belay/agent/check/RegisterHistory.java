package dev.belay.agent.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Checks a history of one register for linearizability in O(n log n).
///
/// Values are written once each, and the register gives every write a version that grows in the
/// order of the writes. So the order of the writes is known, and the history is linearizable if and
/// only if (Gibbons and Korach, 1997, for known order of writes):
///
/// 1. a version has one value, and that value was written;
/// 2. no operation returns a version lower than one that an operation that had ended before this
///    one began returned or wrote, a write not even the same (a stale read, a lost write);
/// 3. nothing returns a version whose write had not begun when it ended (a read from the future).
public final class RegisterHistory {

    /// What is wrong.
    ///
    /// @param rule such as `stale read`
    public record Violation(String rule, Operation operation, String why) {}

    private record Seen(Operation operation, long begun, long ended, long version, String value) {}

    private RegisterHistory() {}

    /// All violations; empty when the history is linearizable.
    public static List<Violation> check(List<Operation> history) {
        Map<String, Long> begunByValue = new HashMap<>();
        List<Violation> found = new ArrayList<>();
        List<Seen> seen = new ArrayList<>();
        for (Operation operation : history) {
            switch (operation) {
                case Operation.Write write -> {
                    if (begunByValue.put(write.value(), write.begun()) != null) {
                        throw new IllegalArgumentException("written twice: " + write.value());
                    }
                    if (write.version() >= 0) {
                        seen.add(
                                new Seen(
                                        write,
                                        write.begun(),
                                        write.ended(),
                                        write.version(),
                                        write.value()));
                    }
                }
                case Operation.Read read ->
                        seen.add(
                                new Seen(
                                        read,
                                        read.begun(),
                                        read.ended(),
                                        read.version(),
                                        read.value()));
            }
        }
        values(seen, begunByValue, found);
        order(seen, found);
        return found;
    }

    private static void values(
            List<Seen> seen, Map<String, Long> begunByValue, List<Violation> found) {
        Map<Long, String> valueByVersion = new HashMap<>();
        for (Seen one : seen) {
            String known = valueByVersion.putIfAbsent(one.version(), one.value());
            if (known != null && !known.equals(one.value())) {
                found.add(
                        new Violation(
                                "two values of one version",
                                one.operation(),
                                "version " + one.version() + " was '" + known + "' too"));
            }
            if (one.version() == 0) {
                continue;
            }
            Long begun = begunByValue.get(one.value());
            if (begun == null) {
                found.add(
                        new Violation(
                                "value out of nowhere",
                                one.operation(),
                                "nobody wrote '" + one.value() + "'"));
            } else if (begun > one.ended()) {
                found.add(
                        new Violation(
                                "read from the future",
                                one.operation(),
                                "'" + one.value() + "' was written later"));
            }
        }
    }

    private static void order(List<Seen> seen, List<Violation> found) {
        List<Seen> byBegin = new ArrayList<>(seen);
        byBegin.sort(Comparator.comparingLong(Seen::begun));
        List<Seen> byEnd = new ArrayList<>(seen);
        byEnd.sort(Comparator.comparingLong(Seen::ended));
        int ended = 0;
        Seen highest = null;
        for (Seen one : byBegin) {
            while (ended < byEnd.size() && byEnd.get(ended).ended() < one.begun()) {
                Seen before = byEnd.get(ended++);
                if (highest == null || before.version() > highest.version()) {
                    highest = before;
                }
            }
            if (highest == null) {
                continue;
            }
            boolean write = one.operation() instanceof Operation.Write;
            if (one.version() < highest.version()
                    || (write && one.version() == highest.version())) {
                found.add(
                        new Violation(
                                write ? "lost write" : "stale read",
                                one.operation(),
                                "version "
                                        + highest.version()
                                        + " was seen before it began: "
                                        + highest.operation()));
            }
        }
    }
}
