package dev.belay.app.wizard;

/// One line of what will happen.
///
/// @param sentence what
/// @param where which host or part does it
/// @param command exactly what is run, written or asked; empty for none
/// @param note what else is worth knowing, such as how it is undone; empty for none
public record Happening(String sentence, String where, String command, String note) {

    static Happening of(Deed deed) {
        return new Happening(
                deed.sentence().get(), deed.where(), deed.command(), deed.undoing().get());
    }
}
