package dev.belay.model.service;

/// Something that placement of a service has to heed; scores are −1,000,000–1,000,000, and the ends
/// mean "never" and "must".
public sealed interface Constraint
        permits LocationConstraint, AttributeConstraint, ColocationConstraint, OrderConstraint {}
