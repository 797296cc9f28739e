package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import org.jspecify.annotations.Nullable;

/// One login: keys first, then questions. It tries few keys, because a server hangs up after a
/// number of failures (six by custom), and asks for a pass-phrase only when the server would take
/// the key.
final class Login {

    /// One below the customary limit.
    private static final int FAILURES_MAX = 5;

    /// Two failures are kept for questions where the server would ask some.
    private static final int KEY_FAILURES_MAX = 4;

    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private static final int ANSWERS_MAX = 3;
    private static final int NETWORK_MILLIS = 15_000;

    /// The answer may have to come from a person: a touch, a confirmation, a one-time code.
    private static final int PERSON_MILLIS = 120_000;

    private final SSHClient client;
    private final SshTarget target;
    private final Secrets secrets;
    private final LastWords lastWords;
    private final LoggerFactory loggers;
    private final List<String> tried = new ArrayList<>();
    private int failures;

    Login(SSHClient client, SshTarget target, Secrets secrets, LastWords lastWords) {
        this.client = client;
        this.target = target;
        this.secrets = secrets;
        this.lastWords = lastWords;
        this.loggers = client.getTransport().getConfig().getLoggerFactory();
    }

    /// Logs in, and says how.
    String run() throws AgentException {
        if (attempt(new AuthNone(), NETWORK_MILLIS)) {
            return "no authentication asked";
        }
        failures = 0;
        if (allows("publickey")) {
            Optional<String> how = withKeys();
            if (how.isPresent()) {
                return how.get();
            }
        }
        if (target.passwords()) {
            Optional<String> how = withQuestions();
            if (how.isPresent()) {
                return how.get();
            }
        }
        throw refused();
    }

    private boolean allows(String method) {
        return client.getUserAuth().getAllowedMethods().contains(method);
    }

    private Optional<String> withKeys() throws AgentException {
        List<KeyFile> files = keyFiles();
        Set<HostKey> named = new LinkedHashSet<>();
        files.forEach(file -> file.key().ifPresent(named::add));
        target.identityFiles().forEach(path -> KeyFile.publicPart(path).ifPresent(named::add));
        Set<HostKey> offered = new LinkedHashSet<>();
        try (AgentKeys agent = agent()) {
            List<AgentKeys.Identity> identities = agent == null ? List.of() : list(agent);
            for (AgentKeys.Identity identity : identities) {
                if (named.contains(identity.key()) && offered.add(identity.key())) {
                    if (withAgentKey(agent, identity)) {
                        return how(identity);
                    }
                }
            }
            // Keys that somebody chose come before all that the ssh-agent happens to hold.
            Optional<String> how =
                    target.identitiesChosen() ? withFiles(files, offered) : Optional.empty();
            if (how.isPresent()) {
                return how;
            }
            for (AgentKeys.Identity identity : identities) {
                if (!target.identitiesOnly() && offered.add(identity.key())) {
                    if (withAgentKey(agent, identity)) {
                        return how(identity);
                    }
                }
            }
        }
        return withFiles(files, offered);
    }

    private static Optional<String> how(AgentKeys.Identity identity) {
        return Optional.of("key '" + identity.comment() + "' of the ssh-agent");
    }

    private Optional<String> withFiles(List<KeyFile> files, Set<HostKey> offered)
            throws AgentException {
        for (KeyFile file : files) {
            boolean fresh = file.key().isEmpty() || offered.add(file.key().get());
            if (fresh && withFile(file)) {
                return Optional.of("key file " + file.path());
            }
        }
        return Optional.empty();
    }

    private List<KeyFile> keyFiles() {
        List<KeyFile> files = new ArrayList<>();
        for (Path path : target.identityFiles()) {
            try {
                files.add(KeyFile.read(path));
            } catch (IOException e) {
                tried.add("key file " + path + ": " + e.getMessage());
            }
        }
        return files;
    }

    private @Nullable AgentKeys agent() {
        if (target.agentSocket().isEmpty()) {
            return null;
        }
        try {
            return AgentKeys.open(target.agentSocket().get());
        } catch (IOException e) {
            tried.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<AgentKeys.Identity> list(AgentKeys agent) {
        try {
            return agent.list();
        } catch (IOException e) {
            tried.add("ssh-agent: " + e.getMessage());
            return List.of();
        }
    }

    private boolean withAgentKey(@Nullable AgentKeys agent, AgentKeys.Identity identity)
            throws AgentException {
        if (agent == null || !mayTryKey("key '" + identity.comment() + "' of the ssh-agent")) {
            return false;
        }
        if (attempt(new AgentLogin(agent, identity), PERSON_MILLIS)) {
            return true;
        }
        tried.add("key '" + identity.comment() + "' of the ssh-agent: not taken");
        return false;
    }

    private boolean withFile(KeyFile file) throws AgentException {
        if (!mayTryKey("key file " + file.path())) {
            return false;
        }
        if (file.encrypted() && file.key().isPresent() && !file.hasCertificate()) {
            KeyProbe probe = new KeyProbe(file.key().get());
            attempt(probe, NETWORK_MILLIS);
            if (!probe.wasAccepted()) {
                tried.add("key file " + file.path() + ": not taken");
                return false;
            }
            failures--;
        }
        KeyProvider key = open(file);
        if (key == null) {
            return false;
        }
        if (attempt(new AuthPublickey(key), NETWORK_MILLIS)) {
            return true;
        }
        tried.add("key file " + file.path() + ": not taken");
        return false;
    }

    private boolean mayTryKey(String name) {
        if (!allows("publickey")) {
            return false;
        }
        boolean questions =
                target.passwords() && (allows("password") || allows("keyboard-interactive"));
        if (failures >= (questions ? KEY_FAILURES_MAX : FAILURES_MAX)) {
            tried.add(name + ": not tried, the server hangs up after too many keys");
            return false;
        }
        return true;
    }

    private @Nullable KeyProvider open(KeyFile file) {
        for (int i = 0; i < ANSWERS_MAX; i++) {
            char[] passphrase = new char[0];
            if (file.encrypted()) {
                Optional<char[]> answer =
                        secrets.ask(
                                new SecretQuestion(
                                        SecretQuestion.Kind.PASSPHRASE,
                                        file.path().toString(),
                                        "Pass-phrase of " + file.path(),
                                        true,
                                        i > 0));
                if (answer.isEmpty()) {
                    tried.add("key file " + file.path() + ": no pass-phrase was given");
                    return null;
                }
                passphrase = answer.get();
            }
            try {
                return file.load(client, passphrase);
            } catch (KeyFile.WrongPassphraseException e) {
                tried.add("key file " + file.path() + ": wrong pass-phrase");
            } catch (IOException e) {
                tried.add("key file " + file.path() + ": " + e.getMessage());
                return null;
            }
        }
        return null;
    }

    private Optional<String> withQuestions() throws AgentException {
        for (int i = 0; i < ANSWERS_MAX && failures <= FAILURES_MAX; i++) {
            ServerQuestions questions = new ServerQuestions(target, secrets, i > 0);
            if (!allows("keyboard-interactive")) {
                break;
            }
            if (attempt(new AuthKeyboardInteractive(questions), PERSON_MILLIS)) {
                return Optional.of("answers to the server's questions");
            }
            if (questions.wereDeclined()) {
                tried.add("keyboard-interactive: no answer was given");
                return Optional.empty();
            }
            if (questions.count() == 0) {
                break;
            }
            tried.add("keyboard-interactive: wrong answer");
        }
        for (int i = 0; i < ANSWERS_MAX && failures <= FAILURES_MAX; i++) {
            if (!allows("password")) {
                break;
            }
            Optional<char[]> password =
                    secrets.ask(
                            new SecretQuestion(
                                    SecretQuestion.Kind.PASSWORD,
                                    target.describe(),
                                    "Password of " + target.describe(),
                                    true,
                                    i > 0));
            if (password.isEmpty()) {
                tried.add("password: none was given");
                break;
            }
            boolean in =
                    attempt(new AuthPassword(new GivenPassword(password.get())), NETWORK_MILLIS);
            Arrays.fill(password.get(), '\0');
            if (in) {
                return Optional.of("password");
            }
            tried.add("password: wrong");
        }
        return Optional.empty();
    }

    /// One method, once. False when the server said no.
    private boolean attempt(AuthMethod method, int millis) throws AgentException {
        method.setLoggerFactory(loggers);
        try {
            boolean in =
                    client.getUserAuth()
                            .authenticate(
                                    target.user(),
                                    (Service) client.getConnection(),
                                    method,
                                    millis);
            if (!in && !client.getUserAuth().hadPartialSuccess()) {
                failures++;
            }
            return in;
        } catch (UserAuthException e) {
            if (e.getCause() instanceof TransportException || !client.getTransport().isRunning()) {
                throw hungUp(e);
            }
            failures++;
            if (!(method instanceof KeyProbe) && e.getMessage() != null) {
                tried.add(method.getName() + ": " + e.getMessage());
            }
            return false;
        } catch (TransportException e) {
            throw hungUp(e);
        }
    }

    private AgentException hungUp(Exception cause) {
        String said = lastWords.or(cause, A_MOMENT);
        if (said.toLowerCase(Locale.ROOT).contains("too many authentication failures")) {
            return new AgentException(
                    AgentException.Kind.REFUSED,
                    new ApiError(
                            "ssh-auth-too-many",
                            "a login as " + target.describe(),
                            "'" + said + "' after " + summary(),
                            "name the right key for this host (IdentityFile with IdentitiesOnly, or"
                                    + " the key of the connection)"),
                    cause);
        }
        return new AgentException(
                AgentException.Kind.UNREACHABLE,
                new ApiError(
                        "ssh-lost",
                        "a login as " + target.describe(),
                        "that the connection ended: '" + said + "'",
                        "look into the log of sshd on that host"),
                cause);
    }

    private AgentException refused() {
        List<String> allowed = List.copyOf(client.getUserAuth().getAllowedMethods());
        boolean partly = client.getUserAuth().hadPartialSuccess();
        return AgentException.refused(
                new ApiError(
                        "ssh-auth-refused",
                        "a login as " + target.describe(),
                        "that the server "
                                + (partly ? "wants still more: " : "takes ")
                                + String.join(", ", allowed)
                                + "; tried "
                                + summary(),
                        advice(allowed)));
    }

    private String advice(List<String> allowed) {
        if (!target.passwords() && !allowed.contains("publickey")) {
            return "allow passwords in the SSH config of this host";
        }
        return allowed.contains("publickey")
                ? "add your public key to ~/.ssh/authorized_keys of '"
                        + target.user()
                        + "' there, or choose another key or user"
                : "check user and password";
    }

    private String summary() {
        return tried.isEmpty() ? "nothing, for there was no key" : String.join("; ", tried);
    }

    static String deepest(Throwable thrown) {
        String said = thrown.getClass().getSimpleName();
        for (@Nullable Throwable one = thrown; one != null; one = one.getCause()) {
            if (one.getMessage() != null) {
                said = one.getMessage();
            }
        }
        return said;
    }
}
