package dev.belay.model.service;

/// How much a service wants to be on nodes that have an attribute.
///
/// @param attribute name
/// @param value what it must be
/// @param score how much
public record AttributeConstraint(String attribute, String value, int score) implements Constraint {

    public AttributeConstraint withAttribute(String attribute) {
        return new AttributeConstraint(attribute, value, score);
    }

    public AttributeConstraint withValue(String value) {
        return new AttributeConstraint(attribute, value, score);
    }

    public AttributeConstraint withScore(int score) {
        return new AttributeConstraint(attribute, value, score);
    }
}
