package dev.belay.model.cib;

/// Something in a CIB that the reading left out: the placement may differ from Pacemaker's for it.
///
/// @param feature tag or attribute, as the CIB calls it
/// @param id of the element that has it
public record Unheeded(String feature, String id) {}
