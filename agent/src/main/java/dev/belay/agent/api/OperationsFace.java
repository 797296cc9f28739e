package dev.belay.agent.api;

import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import java.util.List;

/// Plans that the cluster carries out, as the API shows and orders them. All block.
public interface OperationsFace {

    /// Those that are remembered, newest first.
    Outcome<List<OperationView>> operations();

    /// Has the cluster put a design in force, step by step.
    Outcome<OperationView> begin(OperationBegin begin, Actor actor);

    /// Has it end at the next safe point.
    Outcome<OperationView> cancel(long operation, Actor actor);

    Outcome<OperationView> resume(long operation, Actor actor);

    /// Has all of it taken back.
    Outcome<OperationView> undo(long operation, Actor actor);

    /// Says that all is well: it stays.
    Outcome<OperationView> confirm(long operation, Actor actor);
}
