package dev.belay.app.welcome;

/// What the welcome page can set off.
public interface WelcomeDoer {
    /// Opens the connections.
    void connect();

    /// Shows keys and words.
    void showHelp();
}
