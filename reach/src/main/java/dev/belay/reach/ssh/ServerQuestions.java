package dev.belay.reach.ssh;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.Resource;
import org.jspecify.annotations.Nullable;

/// Hands the questions of keyboard-interactive (RFC 4256) to the user.
final class ServerQuestions implements ChallengeResponseProvider {

    private final SshTarget target;
    private final Secrets secrets;
    private final boolean again;
    private volatile String instruction = "";
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean declined;

    ServerQuestions(SshTarget target, Secrets secrets, boolean again) {
        this.target = target;
        this.secrets = secrets;
        this.again = again;
    }

    int count() {
        return count.get();
    }

    boolean wereDeclined() {
        return declined;
    }

    @Override
    public List<String> getSubmethods() {
        return List.of();
    }

    @Override
    @SuppressWarnings("rawtypes") // The library's interface is.
    public void init(Resource resource, @Nullable String name, @Nullable String said) {
        instruction = said == null ? "" : said.strip();
    }

    @Override
    public char[] getResponse(String prompt, boolean echo) {
        count.incrementAndGet();
        if (declined) {
            return new char[0];
        }
        boolean password = !echo && prompt.toLowerCase(Locale.ROOT).contains("password");
        String shown = instruction.isEmpty() ? prompt.strip() : instruction + " " + prompt.strip();
        return secrets.ask(
                        new SecretQuestion(
                                password
                                        ? SecretQuestion.Kind.PASSWORD
                                        : SecretQuestion.Kind.ANSWER,
                                target.describe(),
                                shown,
                                !echo,
                                again))
                .orElseGet(() -> {
                    declined = true;
                    return new char[0];
                });
    }

    @Override
    public boolean shouldRetry() {
        return false;
    }
}
