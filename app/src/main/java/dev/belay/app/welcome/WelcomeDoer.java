package dev.belay.app.welcome;

/// What the welcome page can set off.
public interface WelcomeDoer {
    /// Opens the connections.
    void connect();

    /// Asks for a design's file and opens it.
    void openFile();

    /// Opens one of the designs that come with Belay.
    ///
    /// @param name of the file, without its folder
    void openExample(String name);

    /// Shows keys and words.
    void showHelp();
}
