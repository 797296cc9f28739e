package dev.belay.agent.resource;

import dev.belay.agent.program.Said;
import java.time.Duration;
import java.util.List;

/// What an action left behind besides its result.
///
/// @param reason why, as the agent says; empty when it says nothing, at most 128 characters
/// @param out the end of stdout
/// @param err the end of stderr
/// @param took from start to end
/// @param promotion what the agent said of its fitness to be promoted on this node
/// @param updates node attributes that the agent changed, in order; promotion scores are among them
public record Trace(
        String reason,
        String out,
        String err,
        Duration took,
        Promotion promotion,
        List<AttributeUpdate> updates) {

    public Trace {
        updates = List.copyOf(updates);
    }

    /// Of a program that said no more than that.
    public static Trace of(Said said) {
        return new Trace(
                said.remark(),
                said.out(),
                said.err(),
                said.took(),
                new Promotion.Same(),
                List.of());
    }

    Trace withReason(String reason) {
        return new Trace(reason, out, err, took, promotion, updates);
    }

    Trace with(Promotion promotion, List<AttributeUpdate> updates) {
        return new Trace(reason, out, err, took, promotion, updates);
    }
}
