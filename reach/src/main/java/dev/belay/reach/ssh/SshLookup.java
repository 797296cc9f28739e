package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects what the config says of one address: of each option the first value counts, of identity
/// files all.
final class SshLookup {

    private static final List<String> CUSTOMARY_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private static final Set<String> FOLLOWED =
            Set.of(
                    "hostname",
                    "user",
                    "port",
                    "identitiesonly",
                    "identityagent",
                    "proxyjump",
                    "proxycommand",
                    "userknownhostsfile",
                    "globalknownhostsfile",
                    "connecttimeout",
                    "serveraliveinterval",
                    "serveralivecountmax",
                    "stricthostkeychecking",
                    "hostkeyalias",
                    "passwordauthentication",
                    "kbdinteractiveauthentication");

    private static final Duration ALIVE_INTERVAL = Duration.ofSeconds(2);

    private final SshAddress address;
    private final SshChoices choices;
    private final Path home;
    private final Map<String, String> environment;
    private final boolean keysByCustom;
    private final Map<String, SshDirective> first = new HashMap<>();
    private final List<SshDirective> identities = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    SshLookup(
            SshAddress address,
            SshChoices choices,
            Path home,
            Map<String, String> environment,
            boolean keysByCustom) {
        this.address = address;
        this.choices = choices;
        this.home = home;
        this.environment = environment;
        this.keysByCustom = keysByCustom;
    }

    void take(SshDirective directive) {
        if (!directive.appliesTo(this)) {
            return;
        }
        if (directive.keyword().equals("identityfile")) {
            identities.add(directive);
        } else if (FOLLOWED.contains(directive.keyword())) {
            boolean way = directive.keyword().startsWith("proxy");
            if (way && (first.containsKey("proxyjump") || first.containsKey("proxycommand"))) {
                return;
            }
            first.putIfAbsent(directive.keyword(), directive);
        } else {
            note(directive.place() + ": '" + directive.keyword() + "' is not followed");
        }
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    String originalHost() {
        return address.host();
    }

    String hostNow() {
        SshDirective directive = first.get("hostname");
        return directive == null
                ? address.host()
                : directive.argument().replace("%h", address.host()).replace("%%", "%");
    }

    String userNow() {
        return address.user().orElseGet(() -> value("user").orElseGet(this::localUser));
    }

    String localUser() {
        return System.getProperty("user.name");
    }

    /// The hosts to go through, as they are written; the user's choice comes first.
    Optional<String> jump() throws AgentException {
        if (choices.jump().isPresent()) {
            return choices.jump();
        }
        SshDirective command = first.get("proxycommand");
        if (command != null && !command.argument().equalsIgnoreCase("none")) {
            throw AgentException.refused(
                    new ApiError(
                            "ssh-config-proxy-command",
                            "a way to '" + address.host() + "' by TCP or ProxyJump",
                            "a ProxyCommand at " + command.place(),
                            "use 'ProxyJump host' instead: commands are not run"));
        }
        return value("proxyjump");
    }

    SshTarget target() throws AgentException {
        jump();
        List<Path> keys = keys();
        boolean chosen = choices.keyFile().isPresent() || !identities.isEmpty();
        return new SshTarget(
                address.host(),
                hostNow(),
                port(),
                userNow(),
                keys,
                chosen,
                choices.onlyThatKey() || flag("identitiesonly"),
                agentSocket(),
                List.of(),
                knownHosts(),
                value("hostkeyalias").orElseGet(this::hostNow),
                strictHostKeys(),
                Duration.ofSeconds(number("connecttimeout", 1, 600, 10)),
                aliveInterval(),
                number("serveralivecountmax", 1, 100, 3),
                !value("passwordauthentication").orElse("yes").equalsIgnoreCase("no")
                        || value("kbdinteractiveauthentication")
                                .orElse("no")
                                .equalsIgnoreCase("yes"),
                List.copyOf(notes));
    }

    private int port() throws AgentException {
        if (address.port().isPresent()) {
            return address.port().get();
        }
        return number("port", 1, 65_535, 22);
    }

    private List<Path> keys() throws AgentException {
        Set<Path> keys = new LinkedHashSet<>();
        choices.keyFile().ifPresent(keys::add);
        if (choices.onlyThatKey()) {
            return List.copyOf(keys);
        }
        for (SshDirective identity : identities) {
            if (!identity.argument().equalsIgnoreCase("none")) {
                keys.add(path(identity, identity.argument()));
            }
        }
        if (keys.isEmpty() && keysByCustom) {
            for (String name : CUSTOMARY_KEYS) {
                Path key = home.resolve(".ssh").resolve(name);
                if (Files.exists(key)) {
                    keys.add(key);
                }
            }
        }
        return List.copyOf(keys);
    }

    private Optional<Path> agentSocket() throws AgentException {
        SshDirective directive = first.get("identityagent");
        String inherited = environment.get("SSH_AUTH_SOCK");
        if (directive == null || directive.argument().equals("SSH_AUTH_SOCK")) {
            return inherited == null || inherited.isBlank()
                    ? Optional.empty()
                    : Optional.of(Path.of(inherited));
        }
        String written = directive.argument();
        if (written.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        if (written.startsWith("$")) {
            String name = written.substring(1).replaceAll("[{}]", "");
            return Optional.ofNullable(environment.get(name)).map(Path::of);
        }
        return Optional.of(path(directive, written));
    }

    private List<Path> knownHosts() throws AgentException {
        List<Path> files = new ArrayList<>(choices.knownHosts());
        SshDirective user = first.get("userknownhostsfile");
        if (user == null) {
            files.add(home.resolve(".ssh/known_hosts"));
            files.add(home.resolve(".ssh/known_hosts2"));
        } else {
            for (String written : user.arguments()) {
                if (!written.equalsIgnoreCase("none")) {
                    files.add(path(user, written));
                }
            }
        }
        SshDirective global = first.get("globalknownhostsfile");
        if (global == null) {
            files.add(Path.of("/etc/ssh/ssh_known_hosts"));
        } else {
            for (String written : global.arguments()) {
                files.add(path(global, written));
            }
        }
        return List.copyOf(files);
    }

    /// Zero is off for OpenSSH; a studio that shows live data has to notice a dead node anyhow.
    private Duration aliveInterval() throws AgentException {
        int seconds = number("serveraliveinterval", 0, 3_600, 0);
        return seconds == 0 ? ALIVE_INTERVAL : Duration.ofSeconds(seconds);
    }

    private StrictHostKeys strictHostKeys() {
        String written = value("stricthostkeychecking").orElse("ask").toLowerCase(Locale.ROOT);
        return switch (written) {
            case "yes", "true" -> StrictHostKeys.YES;
            case "accept-new" -> StrictHostKeys.ACCEPT_NEW;
            case "no", "off", "false" -> {
                note("'StrictHostKeyChecking " + written + "' is not followed: new keys are asked");
                yield StrictHostKeys.ASK;
            }
            default -> StrictHostKeys.ASK;
        };
    }

    private Optional<String> value(String keyword) {
        return Optional.ofNullable(first.get(keyword)).map(SshDirective::argument);
    }

    private boolean flag(String keyword) {
        return value(keyword).orElse("no").equalsIgnoreCase("yes");
    }

    private int number(String keyword, int min, int max, int custom) throws AgentException {
        @Nullable SshDirective directive = first.get(keyword);
        if (directive == null) {
            return custom;
        }
        try {
            int number = Integer.parseInt(directive.argument());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, together with a number out of range.
        }
        throw SshConfigReader.wrong(
                directive.place(),
                "'" + directive.keyword() + " " + directive.argument() + "'",
                "use a number from " + min + " to " + max);
    }

    /// Expands `~` and the tokens of ssh_config(5) that make sense before the connection is there.
    private Path path(SshDirective directive, String written) throws AgentException {
        StringBuilder expanded = new StringBuilder();
        String text = written.startsWith("~/") ? "%d" + written.substring(1) : written;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%' || i + 1 == text.length()) {
                expanded.append(c);
                continue;
            }
            char token = text.charAt(++i);
            switch (token) {
                case '%' -> expanded.append('%');
                case 'd' -> expanded.append(home);
                case 'h' -> expanded.append(hostNow());
                case 'n' -> expanded.append(originalHost());
                case 'p' -> expanded.append(port());
                case 'r' -> expanded.append(userNow());
                case 'u' -> expanded.append(localUser());
                default ->
                        throw SshConfigReader.wrong(
                                directive.place(),
                                "'%" + token + "' in '" + written + "'",
                                "write the path without that token");
            }
        }
        return home.resolve(".ssh").resolve(expanded.toString());
    }
}
