package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which settings there are, and what they may hold.
final class SettingRules {

    static final String CLUSTER_NAME = "cluster.name";
    static final int MAX_VALUE_CHARACTERS = 4_096;
    static final int MAX_NAME_CHARACTERS = 63;
    static final int MAX_LABELS = 1_000;

    private static final Pattern LABEL = Pattern.compile("label\\.[A-Za-z0-9._-]{1,100}");
    private static final int SHOWN_CHARACTERS = 60;

    private SettingRules() {}

    static Optional<ApiError> refusalOfKey(String key) {
        if (key.equals(CLUSTER_NAME) || LABEL.matcher(key).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new ApiError(
                        "setting-unknown",
                        "the settings are cluster.name and label.NAME, where NAME is 1 to 100"
                                + " letters, digits, '.', '_' and '-'",
                        quoted(key),
                        "use one of these names"));
    }

    static Optional<ApiError> refusalOf(String key, String value) {
        return refusalOfKey(key)
                .or(() -> key.equals(CLUSTER_NAME) ? refusalOfName(value) : refusalOfLabel(value));
    }

    static Optional<ApiError> refusalOfName(String name) {
        boolean fits =
                !name.isBlank()
                        && name.length() <= MAX_NAME_CHARACTERS
                        && name.equals(name.strip())
                        && name.chars().noneMatch(Character::isISOControl)
                        && isWhole(name);
        return fits
                ? Optional.empty()
                : Optional.of(
                        new ApiError(
                                "cluster-name-invalid",
                                "a cluster's name is 1 to 63 characters with no control character"
                                        + " and no space at either end",
                                quoted(name),
                                "choose another name"));
    }

    private static Optional<ApiError> refusalOfLabel(String value) {
        if (value.length() > MAX_VALUE_CHARACTERS) {
            return Optional.of(
                    new ApiError(
                            "setting-too-long",
                            "a label holds at most 4,096 characters",
                            value.length() + " characters",
                            "shorten it"));
        }
        if (!isWhole(value)) {
            return Optional.of(
                    new ApiError(
                            "setting-not-text",
                            "a label is Unicode text",
                            "half of a surrogate pair",
                            "send the text as UTF-8"));
        }
        return Optional.empty();
    }

    // Half a surrogate pair has no UTF-8 form: it would come back from the log as another text.
    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    static String quoted(String text) {
        String shown =
                text.length() <= SHOWN_CHARACTERS
                        ? text
                        : text.substring(0, SHOWN_CHARACTERS) + "…";
        return "'" + shown + "'";
    }
}
