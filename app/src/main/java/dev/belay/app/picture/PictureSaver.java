package dev.belay.app.picture;

import java.io.IOException;

/// Asks the user where a picture goes and as what, and writes it there.
public interface PictureSaver {

    /// A picture that is begun: all that needs the scene is done.
    interface Rest {
        /// The whole file; called off the FX thread, may take a second.
        byte[] bytes() throws IOException;
    }

    /// Begins a picture.
    interface Begin {
        /// Called on the FX thread.
        Rest of(PictureKind kind);
    }

    /// Asks, has the picture made and written off the FX thread as a whole or not at all, and says
    /// what became of it. Called on the FX thread; returns when the user has answered.
    ///
    /// @param suggestedName of the file, without its ending
    void save(String suggestedName, Begin begin);
}
