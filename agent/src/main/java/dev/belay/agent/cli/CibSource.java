package dev.belay.agent.cli;

import dev.belay.agent.cib.CibFile;
import dev.belay.agent.cib.CibFileException;
import dev.belay.model.cib.CibElement;
import java.nio.file.Path;
import java.util.Locale;

/// The CIB that a command is given as a file.
final class CibSource {

    private CibSource() {}

    /// The root of it.
    ///
    /// @throws Refusal when the file cannot be read or holds none
    static CibElement read(String file, Terminal terminal) throws Refusal {
        try {
            return CibFile.read(Path.of(file));
        } catch (CibFileException e) {
            String key = "cib." + e.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
            throw new Refusal(ExitCode.FAILED, terminal.text(key, file, e.getMessage()));
        }
    }
}
