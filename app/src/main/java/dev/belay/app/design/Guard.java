package dev.belay.app.design;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Whether changes have to be confirmed by the cluster's name. FX thread only.
///
/// @param isProtected whether the cluster that is looked at is
/// @param cluster its name
public record Guard(BooleanSupplier isProtected, Supplier<String> cluster) {}
