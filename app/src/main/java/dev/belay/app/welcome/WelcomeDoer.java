package dev.belay.app.welcome;

/// What the welcome page can set off.
public interface WelcomeDoer {
    /// Opens the connections.
    void connect();

    /// Begins a design with nothing in it.
    void newDesign();

    /// Asks for a design's file and opens it.
    void openFile();

    /// Begins a design with what one of those has that come with Belay.
    ///
    /// @param name of the file, without its folder
    void openExample(String name);

    /// Shows keys and words.
    void showHelp();
}
