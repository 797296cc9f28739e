package dev.belay.agent.tenure;

import dev.belay.agent.core.service.ReasonText;
import dev.belay.api.ServiceWhy;
import dev.belay.model.place.Candidate;
import dev.belay.model.place.Explanation;
import dev.belay.model.place.Reason;
import java.util.List;
import java.util.Locale;

/// An explanation of the scheduler, as the API has it.
///
/// @param service its id; empty: the coordinator knows of none
/// @param why the explanation
record Why(String service, ServiceWhy why) {

    static final Why NONE = new Why("", new ServiceWhy("", "", "", List.of()));

    static Why of(Explanation explanation) {
        String service = explanation.placement().resource();
        return new Why(
                service,
                new ServiceWhy(
                        service,
                        explanation.placement().host().orElse(""),
                        ReasonText.of(explanation.placement()),
                        explanation.candidates().stream().map(Why::candidate).toList()));
    }

    private static ServiceWhy.Candidate candidate(Candidate one) {
        return new ServiceWhy.Candidate(
                one.host(),
                word(one.state()),
                one.score(),
                one.reasons().stream().map(Why::factor).toList());
    }

    private static ServiceWhy.Factor factor(Reason reason) {
        return new ServiceWhy.Factor(
                word(reason.cause()), reason.subject().orElse(""), reason.score());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
