package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a set may be named, and where it may stand.
public final class ConfigRules {

    static final int MOST_SETS = 64;
    static final int MOST_NOTE_CHARACTERS = 500;

    private static final int MOST_ARGUMENTS = 64;
    private static final int MOST_ARGUMENT_CHARACTERS = 1_024;
    private static final int MOST_TARGET_CHARACTERS = 1_024;
    private static final long LEAST_TIMEOUT_MILLIS = 100;
    private static final long MOST_TIMEOUT_MILLIS = 600_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
    private static final Pattern MANIFEST = Pattern.compile("[0-9a-f]{64}");

    /// Folders that a host cannot do without: a link in their place ends it.
    private static final Set<String> OF_THE_HOST =
            Set.of(
                    "/bin",
                    "/boot",
                    "/dev",
                    "/etc",
                    "/home",
                    "/lib",
                    "/lib32",
                    "/lib64",
                    "/opt",
                    "/proc",
                    "/root",
                    "/run",
                    "/sbin",
                    "/srv",
                    "/sys",
                    "/tmp",
                    "/usr",
                    "/usr/bin",
                    "/usr/lib",
                    "/usr/local",
                    "/usr/sbin",
                    "/usr/share",
                    "/var",
                    "/var/lib",
                    "/var/log",
                    "/var/run",
                    "/var/tmp");

    private ConfigRules() {}

    /// Why a publication would be refused whatever the cluster has; checked before anything is
    /// sent, too.
    public static List<ApiError> refusals(ConfigOrder.Publish publish) {
        var errors = new ArrayList<ApiError>();
        refusalOfName(publish.set()).ifPresent(errors::add);
        refusalOfTarget(publish.target()).ifPresent(errors::add);
        refusalOfHook(publish.hook()).ifPresent(errors::add);
        if (publish.note().length() > MOST_NOTE_CHARACTERS) {
            errors.add(
                    new ApiError(
                            "note-too-long",
                            "a note of at most " + MOST_NOTE_CHARACTERS + " characters",
                            publish.note().length() + " characters",
                            "shorten it"));
        }
        if (!MANIFEST.matcher(publish.manifest()).matches()) {
            errors.add(
                    new ApiError(
                            "manifest-invalid",
                            "the name of a manifest, 64 hexadecimal digits",
                            SettingRules.quoted(publish.manifest()),
                            "publish the folder again"));
        }
        return errors;
    }

    public static Optional<ApiError> refusalOfName(String set) {
        return NAME.matcher(set).matches()
                ? Optional.empty()
                : Optional.of(
                        new ApiError(
                                "set-name-invalid",
                                "a name of 1 to 64 small letters, digits and inner hyphens",
                                SettingRules.quoted(set),
                                "choose another name"));
    }

    /// Why a node may not change the configuration: only the admin does.
    public static Optional<ApiError> refusalOfWorker(ClusterState state, String node) {
        String admin = state.admin();
        if (node.equals(admin)) {
            return Optional.empty();
        }
        return Optional.of(
                new ApiError(
                        "not-the-admin",
                        admin.isEmpty()
                                ? "an admin, which owns the configuration"
                                : "the admin "
                                        + SettingRules.quoted(admin)
                                        + ", which owns the configuration",
                        SettingRules.quoted(node) + ", a worker",
                        admin.isEmpty()
                                ? "nominate an admin first"
                                : "ask the agent on " + SettingRules.quoted(admin)));
    }

    static Optional<ApiError> refusalOfTarget(String target) {
        boolean fits =
                target.startsWith("/")
                        && target.length() <= MOST_TARGET_CHARACTERS
                        && target.chars().noneMatch(Character::isISOControl)
                        && !target.endsWith("/")
                        && List.of(target.substring(1).split("/", -1)).stream()
                                .noneMatch(part ->
                                        part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!fits) {
            return Optional.of(
                    new ApiError(
                            "target-invalid",
                            "an absolute path without '.', '..' and empty parts",
                            SettingRules.quoted(target),
                            "give the folder that the service reads"));
        }
        boolean ofHost =
                OF_THE_HOST.contains(target)
                        || target.startsWith("/proc/")
                        || target.startsWith("/sys/")
                        || target.startsWith("/dev/");
        return ofHost
                ? Optional.of(
                        new ApiError(
                                "target-of-the-host",
                                "a folder of one service",
                                SettingRules.quoted(target) + ", which the host needs",
                                "give the folder that the service reads"))
                : Optional.empty();
    }

    private static Optional<ApiError> refusalOfHook(Hook hook) {
        String found =
                hook.timeoutMillis() < LEAST_TIMEOUT_MILLIS
                                || hook.timeoutMillis() > MOST_TIMEOUT_MILLIS
                        ? "a time limit of " + hook.timeoutMillis() + " ms"
                        : hook.port() < 0 || hook.port() > 65_535
                                ? "port " + hook.port()
                                : found(hook.validate()).or(() -> found(hook.reload())).orElse("");
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ApiError(
                                "hook-invalid",
                                "commands of at most "
                                        + MOST_ARGUMENTS
                                        + " arguments, a port of at"
                                        + " most 65535, and a time limit of 100 ms to 10 minutes",
                                found,
                                "correct it"));
    }

    private static Optional<String> found(List<String> command) {
        if (command.size() > MOST_ARGUMENTS) {
            return Optional.of(command.size() + " arguments");
        }
        return command.stream()
                .filter(one -> one.length() > MOST_ARGUMENT_CHARACTERS || one.indexOf(0) >= 0)
                .findFirst()
                .map(SettingRules::quoted);
    }

    /// Whether one path is the other or lies in it.
    static boolean collide(String one, String other) {
        return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
    }
}
