package dev.belay.agent.cloud;

import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;

/// What an answer of the cloud proves of the way there and of the permission.
final class Probes {

    /// The code of a call that was only to be tried: it would have been allowed.
    private static final String TRIED = "DryRunOperation";

    /// The code for the change with an id that was never given: looking for one is allowed.
    private static final String NO_CHANGE = "NoSuchChange";

    private Probes() {}

    /// Whoever answers is reached, whatever it answers.
    ///
    /// @param way how it is reached where it answers
    /// @param addresses what its name leads to; empty: not known here
    static Probe endpoint(String target, CloudAnswer<?> answer, Result way, String addresses) {
        String seen = addresses.isEmpty() ? "" : "; its name leads to " + addresses;
        return switch (answer) {
            case CloudAnswer.Done<?> _, CloudAnswer.Refused<?> _, CloudAnswer.Throttled<?> _ ->
                    new Probe(target, way, "it answers" + seen);
            case CloudAnswer.Unknown<?>(String why) ->
                    new Probe(
                            target,
                            ProxyWords.isOfProxy(why) ? Result.REFUSED_BY_PROXY : Result.UNKNOWN,
                            why + seen);
        };
    }

    /// Of a call that only reads.
    static Probe permission(String name, CloudAnswer<?> answer) {
        return switch (answer) {
            case CloudAnswer.Done<?> _ -> new Probe(name, Result.ALLOWED, "it was called");
            case CloudAnswer.Refused<?>(String code, String why) -> {
                if (code.equals(TRIED) || code.equals(NO_CHANGE)) {
                    yield new Probe(name, Result.ALLOWED, "answered '" + code + "'");
                }
                yield new Probe(
                        name, AwsErrors.isDenial(code) ? Result.DENIED : Result.NOT_PROVEN, why);
            }
            case CloudAnswer.Throttled<?>(String why) -> new Probe(name, Result.UNKNOWN, why);
            case CloudAnswer.Unknown<?>(String why) -> new Probe(name, Result.UNKNOWN, why);
        };
    }

    /// Of a change that was only to be tried. An API that carries it out all the same has changed
    /// nothing: it leads where it led.
    static Probe tried(String name, CloudAnswer<?> answer) {
        return answer instanceof CloudAnswer.Done<?>
                ? new Probe(
                        name,
                        Result.NOT_PROVEN,
                        "this API carries out what is only to be tried; the route leads where it led")
                : permission(name, answer);
    }
}
