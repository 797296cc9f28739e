package dev.belay.agent.tenure;

import dev.belay.model.plan.Form;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// By which members tell whether a service is made of the same as before, without saying what: a
/// form may hold secrets.
final class FormMark {

    private static final int BYTES = 16;

    private FormMark() {}

    /// The same on every member, for a form has nothing without an order in it.
    static String of(Form form) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(form.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
