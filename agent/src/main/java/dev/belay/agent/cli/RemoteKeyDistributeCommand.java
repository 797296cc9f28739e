package dev.belay.agent.cli;

import dev.belay.agent.remote.AuthKey;
import dev.belay.agent.remote.RemoteException;
import dev.belay.reach.AgentException;
import dev.belay.reach.ssh.HostAnswer;
import dev.belay.reach.ssh.SshReach;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Puts the key of remote nodes on other hosts over SSH. Connections that there are go on; the next
/// ones are made with the new key.
final class RemoteKeyDistributeCommand implements Command {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /// The key comes on standard input: others see the words of a command. It takes the place of
    /// the one before in one step, and only when all of it has come.
    private static final String SCRIPT =
            """
            set -e
            umask 077
            folder=/etc/pacemaker
            [ -d $folder ] || { mkdir -p $folder; chmod 750 $folder; }
            fresh=$(mktemp $folder/.authkey.XXXXXX)
            trap 'rm -f "$fresh"' EXIT
            cat > "$fresh"
            [ "$(wc -c < "$fresh")" -eq $1 ] || { echo "the key came only in part" >&2; exit 1; }
            if getent group haclient > /dev/null; then
                chgrp haclient $folder "$fresh"
            fi
            chmod 640 "$fresh"
            sync "$fresh" 2> /dev/null || sync
            mv -f "$fresh" $folder/authkey
            """;

    /// What became of one host.
    ///
    /// @param error empty: it has the key
    record Told(String host, String error) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.rest(spec, terminal, 0, "1..*", "[USER@]HOST[:PORT]", "remote-key-hosts");
        RemoteKeys.describe(spec, terminal);
        Given.value(spec, terminal, Path.class, "FILE", null, "-i", "--identity");
        Given.value(spec, terminal, Path.class, "FILE", null, "--known-hosts");
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        Path file = RemoteKeys.file(given);
        byte[] key;
        try {
            // All that a key has to be is looked at before it is given to anybody.
            AuthKey.read(file);
            key = Files.readAllBytes(file);
        } catch (RemoteException | IOException e) {
            throw new Refusal(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
        List<Told> all = new ArrayList<>();
        for (String host : Given.rest(given, 0)) {
            String error = give(host, key, given, terminal);
            all.add(new Told(host, error));
            if (!Given.isSet(given, "--json")) {
                tell(host, error, terminal);
            }
        }
        if (Given.isSet(given, "--json")) {
            terminal.json(all);
        }
        return all.stream().allMatch(one -> one.error().isEmpty())
                ? ExitCode.DONE
                : ExitCode.FAILED;
    }

    private static void tell(String host, String error, Terminal terminal) {
        if (error.isEmpty()) {
            terminal.out().println(terminal.text("remote.key.given", host));
        } else {
            terminal.error(terminal.text("remote.key.not-given", host, error));
        }
    }

    /// @return empty: it has it
    private static String give(String host, byte[] key, ParseResult given, Terminal terminal) {
        @Nullable Path none = null;
        try (SshReach reach =
                new RemoteAccess(terminal)
                        .connect(
                                host,
                                none,
                                given.matchedOptionValue("--identity", none),
                                given.matchedOptionValue("--known-hosts", none))) {
            HostAnswer answer =
                    reach.run(
                            List.of("sh", "-c", SCRIPT, "sh", Integer.toString(key.length)),
                            new ByteArrayInputStream(key),
                            LONGEST);
            return answer.status() == 0
                    ? ""
                    : terminal.text(
                            "remote.key.script",
                            Integer.toString(answer.status()),
                            answer.complaint().strip());
        } catch (AgentException e) {
            return AgentAccess.refusal(e, terminal).getMessage();
        }
    }
}
