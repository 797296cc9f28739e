package dev.belay.model.shape;

import java.util.Locale;

/// How names in the code are written in a file.
public final class Words {

    private Words() {}

    /// A constant in `lower-case-with-dashes`.
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What `type` says of one case of a sealed interface: `route-table` for `RouteTableResource`
    /// of `Resource`.
    public static String tag(Class<?> parent, Class<?> type) {
        String name = type.getSimpleName();
        String suffix = parent.getSimpleName();
        String own =
                name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
        return own.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
