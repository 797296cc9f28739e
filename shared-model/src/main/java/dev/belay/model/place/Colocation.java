package dev.belay.model.place;

import java.util.Optional;

/// How much one resource wants to be where another one is; the other one is placed first.
///
/// @param id what people know it by
/// @param dependent who follows
/// @param primary who is followed
/// @param score how much
/// @param attribute hosts with the same value of it count as one; empty: the host itself
/// @param influence whether the wishes of the dependent count when the primary is placed
/// @param dependentRole as what the dependent follows
/// @param primaryRole as what the primary is followed
public record Colocation(
        String id,
        String dependent,
        String primary,
        int score,
        Optional<String> attribute,
        boolean influence,
        Role dependentRole,
        Role primaryRole) {

    public static Colocation of(String id, String dependent, String primary, int score) {
        return new Colocation(
                id, dependent, primary, score, Optional.empty(), true, Role.STARTED, Role.STARTED);
    }

    public Colocation withAttribute(String attribute) {
        return new Colocation(
                id,
                dependent,
                primary,
                score,
                Optional.of(attribute),
                influence,
                dependentRole,
                primaryRole);
    }

    public Colocation withInfluence(boolean influence) {
        return new Colocation(
                id, dependent, primary, score, attribute, influence, dependentRole, primaryRole);
    }

    public Colocation withRoles(Role dependentRole, Role primaryRole) {
        return new Colocation(
                id, dependent, primary, score, attribute, influence, dependentRole, primaryRole);
    }
}
