package dev.belay.model.check;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names of parameters whose values look like secrets.
public final class SecretNames {

    private static final Pattern SECRET =
            Pattern.compile(
                    "passw(or)?d|passphrase|secret|token|private_?key|api_?key|access_?key"
                            + "|credential|^community$|(^|_)pass$");

    /// Such parameters say where a secret is, not what it is.
    private static final Pattern WHERE = Pattern.compile("(script|file|path)$");

    private SecretNames() {}

    /// Whether a value under this name would be a secret, such as `password`; not so for
    /// `password_script`.
    public static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET.matcher(lower).find() && !WHERE.matcher(lower).find();
    }
}
