package dev.belay.model.cib;

/// Something of a CIB that a drawing does not say, or something of a drawing that a CIB does not.
///
/// @param feature tag, attribute or name of a pair, as the CIB calls it; kind or field, as the
///   drawing's file calls it
/// @param of id of what has it, such as a resource
/// @param where in a CIB a path that `cibadmin --query --xpath` finds; in a drawing a pointer below
///   the thing, such as `/resources/0`, or nothing for all of it
/// @param why it is not said
public record Unsaid(String feature, String of, String where, Why why) {

    /// Why something is not said.
    public enum Why {
        /// The other side has no place for it.
        NO_PLACE,
        /// What it is about is left out, or is no whole service.
        LEFT_OUT,
        /// It is said in another way, which means the same for what is there now.
        OTHERWISE,
        /// It is kept for the way back, and not heeded.
        KEPT,
        /// A secret is not written down.
        SECRET,
        /// The cluster writes it itself.
        STATE;

        /// Whether something is lost by it.
        public boolean loses() {
            return this != STATE;
        }
    }
}
