package dev.belay.app.ui;

/// Asks the user where, and writes a text file there.
public interface Saver {
    /// Asks, writes off the FX thread, and says what became of it; does not block.
    ///
    /// @param suggestedName of the file, with its ending
    void save(String suggestedName, String content);
}
