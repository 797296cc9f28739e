package dev.belay.reach.bundle;

import dev.belay.model.bundle.BundleCode;

/// What somebody did to a bundle, and why it is refused.
record Tampered(String name, BundleCode code, Forgery forgery) {

    @Override
    public String toString() {
        return name;
    }

    /// Makes it.
    @FunctionalInterface
    interface Forgery {
        byte[] made() throws Exception;
    }
}
