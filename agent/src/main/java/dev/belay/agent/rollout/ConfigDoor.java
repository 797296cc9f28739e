package dev.belay.agent.rollout;

import dev.belay.agent.api.ConfigFace;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.DriftOrder;
import dev.belay.api.PublishBegin;
import dev.belay.api.PublishNeeds;
import java.util.List;

/// The config sets of this agent for its API.
public final class ConfigDoor implements ConfigFace {

    private final Rollouts rollouts;
    private final ConfigOffice office;

    public ConfigDoor(Rollouts rollouts) {
        this.rollouts = rollouts;
        this.office = new ConfigOffice(rollouts);
    }

    /// What the office is asked.
    private interface Question<T> {
        T ask() throws ConfigException;
    }

    private static <T> Outcome<T> outcome(Question<T> question) {
        try {
            return new Outcome.Done<>(question.ask());
        } catch (ConfigException e) {
            return e.isUnknown()
                    ? new Outcome.Unknown<>(e.error().found())
                    : new Outcome.Refused<>(e.error());
        }
    }

    private Actor actor(String user) {
        return new Actor(user, rollouts.self().get(), "socket");
    }

    @Override
    public List<ConfigSetView> views() {
        return office.views();
    }

    @Override
    public Outcome<ConfigSetView> glance(String set, String after) {
        return outcome(() -> office.glance(set, after));
    }

    @Override
    public Outcome<ConfigSetView> look(String set) {
        return outcome(() -> office.look(set));
    }

    @Override
    public Outcome<ConfigDiff> diff(String set, String from, String to) {
        return outcome(() -> office.diff(set, from, to));
    }

    @Override
    public Outcome<PublishNeeds> begin(PublishBegin begin, String user) {
        return outcome(() -> office.begin(actor(user), begin));
    }

    @Override
    public Outcome<PublishNeeds> content(String id, byte[] frame) {
        return outcome(() -> office.content(id, frame));
    }

    @Override
    public Outcome<ConfigSetView> publish(String id, String user) {
        return outcome(() -> office.publish(actor(user), id));
    }

    @Override
    public Outcome<ConfigSetView> rollback(ConfigRollback rollback, String user) {
        return outcome(() -> office.rollback(actor(user), rollback));
    }

    @Override
    public Outcome<ConfigSetView> settle(DriftOrder order, String user) {
        return outcome(() -> office.settle(actor(user), order));
    }

    @Override
    public Outcome<List<ConfigSetView>> forget(String set, String user) {
        return outcome(() -> {
            office.forget(actor(user), set);
            return office.views();
        });
    }
}
