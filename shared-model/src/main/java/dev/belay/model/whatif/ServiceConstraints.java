package dev.belay.model.whatif;

import dev.belay.model.place.Colocation;
import dev.belay.model.place.Ordering;
import dev.belay.model.place.OrderingKind;
import dev.belay.model.place.Preference;
import dev.belay.model.service.AttributeConstraint;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import java.util.ArrayList;
import java.util.List;

/// What the constraints of one service say, in the words of the scheduler; for agents and for a
/// prediction alike.
public record ServiceConstraints(
        List<Preference> preferences, List<Colocation> colocations, List<Ordering> orderings) {

    public ServiceConstraints {
        preferences = List.copyOf(preferences);
        colocations = List.copyOf(colocations);
        orderings = List.copyOf(orderings);
    }

    public static ServiceConstraints of(Service service, Hosts hosts) {
        String id = service.id().toString();
        List<Preference> preferences = new ArrayList<>();
        List<Colocation> colocations = new ArrayList<>();
        List<Ordering> orderings = new ArrayList<>();
        for (Constraint constraint : service.constraints()) {
            switch (constraint) {
                case LocationConstraint(var place, var score) ->
                        hosts.in(place)
                                .forEach(host ->
                                        preferences.add(
                                                new Preference(place.toString(), id, host, score)));
                case AttributeConstraint(var name, var value, var score) ->
                        hosts.with(name, value)
                                .forEach(host ->
                                        preferences.add(
                                                new Preference(
                                                        name + "=" + value, id, host, score)));
                case ColocationConstraint(var other, var score) ->
                        colocations.add(
                                Colocation.of(id + "-with-" + other, id, other.toString(), score));
                case OrderConstraint(var after, var required) ->
                        orderings.add(
                                new Ordering(
                                        id + "-after-" + after,
                                        after.toString(),
                                        id,
                                        required ? OrderingKind.MANDATORY : OrderingKind.OPTIONAL));
            }
        }
        return new ServiceConstraints(preferences, colocations, orderings);
    }
}
