package dev.belay.agent.lab;

import dev.belay.agent.texts.Texts;
import java.util.List;

/// Something that a lab cannot do, or that went wrong in it; the texts are `error.` and the code.
public final class LabException extends Exception {

    private final String code;
    private final List<String> arguments;

    public LabException(String code, String... arguments) {
        this(code, List.of(arguments));
    }

    LabException(String code, List<String> arguments) {
        super(code + " " + arguments);
        this.code = code;
        this.arguments = List.copyOf(arguments);
    }

    public String code() {
        return code;
    }

    public List<String> arguments() {
        return arguments;
    }

    /// What was wanted, what was found, what to do.
    public String sentence(Texts texts) {
        return texts.text("error." + code, arguments.toArray());
    }
}
