package dev.belay.agent.cloud;

import dev.belay.agent.cloud.RouteReport.Kind;
import dev.belay.agent.cloud.RouteSurvey.Line;
import dev.belay.agent.cloud.RouteSurvey.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/// Makes the routes to a virtual IP lead where they should in one place: in all its tables that
/// have such a route or must have one, beside each other, each seen to be right afterwards. What
/// failed for a moment is tried again while there is time; what is right already is not touched.
final class RouteMove {

    /// However long a start may take: whoever waits for a failover waits for no longer than ten
    /// seconds, and what comes before and after takes a second on a busy host
    /// (`ProxyTroubleLabTest`).
    static final Duration LONGEST = Duration.ofSeconds(8);

    /// No change is begun with less: it would be broken off, and nobody knew what became of it.
    static final Duration NO_TIME = Duration.ofSeconds(1);

    /// Of a look at what should be right: the other resources of its service are not looked at
    /// meanwhile.
    static final Duration LOOK = Duration.ofSeconds(3);

    /// As often as its time allows.
    static final int OFTEN = Integer.MAX_VALUE;

    /// Codes that say that the table is another one by now than the one that was read.
    private static final List<String> OUTDATED =
            List.of("RouteAlreadyExists", "InvalidRoute.NotFound");

    /// The same, of a replaced route that is not there; its code says too little.
    private static final String NO_ROUTE = "There is no route defined";

    private final RouteApi api;
    private final Calls calls;
    private final Pace pace;

    RouteMove(RouteApi api, Calls calls, Pace pace) {
        this.api = api;
        this.calls = calls;
        this.pace = pace;
    }

    /// Blocks, for [#LONGEST] or the limit at most.
    ///
    /// @param times how often a table may be changed
    /// @param mayChange asked before each change
    RouteReport move(RouteGoal goal, Duration limit, int times, BooleanSupplier mayChange)
            throws InterruptedException {
        return new Run(goal, pace.deadline(bounded(limit)), times, mayChange).run();
    }

    /// What the tables say now.
    CloudAnswer<RouteSurvey> look(RouteGoal goal, Duration limit) throws InterruptedException {
        return calls.one(() -> goal.read(api), bounded(limit))
                .map(tables -> RouteSurvey.of(goal, tables));
    }

    static Duration bounded(Duration limit) {
        return Pace.shorter(limit, LONGEST);
    }

    private static boolean isOutdated(String code, String why) {
        return OUTDATED.contains(code)
                || (code.equals("InvalidParameterValue") && why.contains(NO_ROUTE));
    }

    /// One try, until its deadline.
    private final class Run {

        private final RouteGoal goal;
        private final long deadline;
        private final int times;
        private final BooleanSupplier mayChange;

        /// Tables for which another try is of no use.
        private final Map<String, String> refused = new TreeMap<>();

        /// What the last change of a table answered.
        private final Map<String, CloudAnswer<String>> last = new HashMap<>();

        private final TreeSet<String> touched = new TreeSet<>();

        Run(RouteGoal goal, long deadline, int times, BooleanSupplier mayChange) {
            this.goal = goal;
            this.deadline = deadline;
            this.times = times;
            this.mayChange = mayChange;
        }

        RouteReport run() throws InterruptedException {
            int changes = 0;
            Optional<RouteSurvey> known = Optional.empty();
            for (int round = 0; ; round++) {
                CloudAnswer<RouteSurvey> seen = look(goal, pace.left(deadline));
                if (seen instanceof CloudAnswer.Refused<RouteSurvey> no) {
                    return all(Kind.FAILED, no.why());
                }
                if (!(seen instanceof CloudAnswer.Done<RouteSurvey>(RouteSurvey survey))) {
                    pace.backOff(round, deadline);
                    if (isOver() || !mayChange.getAsBoolean()) {
                        return unseen(known, seen);
                    }
                    continue;
                }
                known = Optional.of(survey);
                List<Line> open = open(survey);
                if (changes > 0 && !open.isEmpty() && changes < times) {
                    // The first look after a change may be too early for what was changed.
                    pace.backOff(round, deadline);
                }
                if (open.isEmpty() || changes >= times || isOver()) {
                    return report(survey);
                }
                if (!mayChange.getAsBoolean()) {
                    return all(
                            Kind.ENDED,
                            "its lease ended before it was set right: " + survey.words());
                }
                change(open);
                changes++;
            }
        }

        private boolean isOver() {
            return pace.left(deadline).compareTo(NO_TIME) < 0;
        }

        /// Nothing was seen after the last change: what was known before it is told.
        private RouteReport unseen(Optional<RouteSurvey> known, CloudAnswer<RouteSurvey> last) {
            if (known.isPresent()) {
                return report(known.get());
            }
            return all(
                    last instanceof CloudAnswer.Throttled<RouteSurvey>
                            ? Kind.THROTTLED
                            : Kind.UNKNOWN,
                    last.why());
        }

        /// What another change may set right.
        private List<Line> open(RouteSurvey survey) {
            return survey.mendable().stream()
                    .filter(one -> !refused.containsKey(one.table()))
                    .toList();
        }

        private void change(List<Line> open) throws InterruptedException {
            List<Callable<CloudAnswer<String>>> all = new ArrayList<>();
            open.forEach(one -> all.add(() -> changed(one)));
            List<CloudAnswer<String>> answers = calls.changes(all, pace.left(deadline));
            for (int i = 0; i < open.size(); i++) {
                String table = open.get(i).table();
                touched.add(table);
                last.put(table, answers.get(i));
                if (answers.get(i) instanceof CloudAnswer.Refused<String>(String code, String why)
                        && !isOutdated(code, why)) {
                    refused.put(table, why);
                }
            }
        }

        private CloudAnswer<String> changed(Line line) {
            if (!mayChange.getAsBoolean()) {
                return new CloudAnswer.Unknown<>("its lease ended before");
            }
            return line.seen() instanceof Seen.Missing
                    ? goal.create(api, line.table())
                    : goal.replace(api, line.table());
        }

        private RouteReport all(Kind kind, String why) {
            return new RouteReport(kind, List.of(), Map.of("", why));
        }

        private RouteReport report(RouteSurvey survey) {
            if (survey.isRight()) {
                return new RouteReport(Kind.RIGHT, List.copyOf(touched), Map.of());
            }
            if (survey.wrong().isEmpty()) {
                return all(
                        Kind.FAILED,
                        "a route table of '%s' with a route to '%s' was wanted, and none is there: name the tables of the virtual IP in the design"
                                .formatted(goal.where(), goal.destination()));
            }
            Map<String, String> left = new TreeMap<>();
            survey.wrong().forEach(one -> left.put(one.table(), why(one)));
            return new RouteReport(
                    kind(survey),
                    touched.stream().filter(one -> !left.containsKey(one)).toList(),
                    left);
        }

        private String why(Line wrong) {
            String refusal = refused.get(wrong.table());
            if (refusal != null) {
                return refusal;
            }
            CloudAnswer<String> answer = last.get(wrong.table());
            if (answer == null) {
                return wrong.toString();
            }
            return wrong
                    + (answer instanceof CloudAnswer.Done<String>
                            ? ", was changed, and was not seen right since"
                            : ", as far as is known: " + answer.why());
        }

        private Kind kind(RouteSurvey survey) {
            if (survey.isRightWhereThere()) {
                return Kind.ABSENT;
            }
            List<String> open = survey.mendable().stream().map(Line::table).toList();
            if (open.isEmpty() || open.stream().anyMatch(refused::containsKey)) {
                return Kind.FAILED;
            }
            return open.stream()
                            .allMatch(one -> last.get(one) instanceof CloudAnswer.Throttled<String>)
                    ? Kind.THROTTLED
                    : Kind.UNKNOWN;
        }
    }
}
