package dev.belay.agent.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plays `.txt` scenarios: lines that begin with `>` go in, what they decide stands below them.
///
/// `-Dbelay.test.args=-Dbelay.transcripts=rewrite` writes what came out, and is red all the same.
class TranscriptTest {

    private static final Path SCENARIOS =
            Path.of("src/test/resources/dev/belay/agent/core/cluster");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "founding.txt",
                "settings.txt",
                "joining.txt",
                "enrollment.txt",
                "membership.txt",
                "trust.txt",
                "config-publish.txt",
                "config-unnoticed.txt",
                "config-refused.txt",
                "config-rolled-back.txt",
                "config-given-up.txt",
                "config-versions.txt"
            })
    void a_scenario_ends_as_it_is_written_down(String name) throws Exception {
        Path file = SCENARIOS.resolve(name);
        String written = Files.readString(file);

        String played = play(written.lines().toList());

        if (!played.equals(written) && "rewrite".equals(System.getProperty("belay.transcripts"))) {
            Files.writeString(file, played);
        }
        assertThat(played).isEqualTo(written);
    }

    private static String play(List<String> lines) throws CodecException, IOException {
        List<String> out = new ArrayList<>();
        ClusterState state = ClusterState.UNFOUNDED;
        long index = 0;
        for (String line : lines) {
            if (line.isEmpty() || line.startsWith("#")) {
                out.add(line);
            }
            if (!line.startsWith("> ")) {
                continue;
            }
            out.add(line);
            String[] words = line.substring(2).split(" ", -1);
            if (words[0].equals("read")) {
                out.add("  " + told(state.setting(words[1])));
                continue;
            }
            if (words[0].equals("facts")) {
                out.add("  " + facts(state));
                continue;
            }
            if (words[0].equals("sets")) {
                ConfigScript.facts(state).forEach(fact -> out.add("  " + fact));
                continue;
            }
            if (words[0].equals("audit")) {
                state.audit()
                        .recent()
                        .forEach(one ->
                                out.add(
                                        "  "
                                                + one.seq()
                                                + " "
                                                + one.user()
                                                + " at "
                                                + one.from()
                                                + ": "
                                                + one.action()
                                                + " -> "
                                                + one.result()));
                continue;
            }
            if (words[0].equals("labels")) {
                out.add("  " + state.labels().size());
                continue;
            }
            int times = words[0].equals("fill") ? Integer.parseInt(words[1]) : 1;
            for (int i = 1; i <= times; i++) {
                index++;
                Applied applied = state.apply(1, index, throughBytes(command(state, words, i)));
                state = throughBytes(applied.next());
                assertThat(state).isEqualTo(applied.next());
                assertThat(ClusterCodec.answer(ClusterCodec.bytes(applied.answer())))
                        .isEqualTo(applied.answer());
                if (i == times) {
                    out.add("  " + index + ": " + told(applied.answer()));
                    out.add("  because " + applied.reason());
                }
            }
        }
        return String.join("\n", out) + "\n";
    }

    private static Command throughBytes(Command command) throws CodecException {
        if (command instanceof Command.SetSetting set && set.refusal().isPresent()) {
            // Refused before it gets a form of bytes, which half a character has not.
            return command;
        }
        var plain = new Entry.Plain(command);
        Entry read = ClusterCodec.entry(ClusterCodec.bytes(plain));
        assertThat(read).isEqualTo(plain);
        return plain.command();
    }

    private static ClusterState throughBytes(ClusterState state) throws CodecException {
        var alone = new Replica(state, new TreeMap<>());
        return ClusterCodec.replica(ClusterCodec.bytes(alone)).state();
    }

    private static Command command(ClusterState state, String[] words, int i) throws IOException {
        return switch (words[0]) {
            case "found" -> {
                List<Member> members = new ArrayList<>();
                for (int m = 3; m < words.length; m++) {
                    members.add(
                            new Member(
                                    words[m],
                                    "host-" + words[m],
                                    "zone",
                                    MemberRole.VOTER,
                                    m == 3,
                                    "127.0.0." + m,
                                    7400));
                }
                yield new Command.Found(words[1], text(words[2]), members);
            }
            case "set" ->
                    new Command.SetSetting(
                            words[1],
                            text(words[2]),
                            words.length > 4 ? Long.parseLong(words[4]) : -1);
            case "fill" -> new Command.SetSetting("label.n" + i, "x", -1);
            case "join" -> new Command.Join(words[1], words[2]);
            case "at" -> act(state, "n1", words);
            case "by" -> act(state, words[1], Arrays.copyOfRange(words, 2, words.length));
            default -> throw new IOException("no such command: " + words[0]);
        };
    }

    private static Command act(ClusterState state, String node, String[] words) throws IOException {
        return new Command.Act(
                new Actor("ann", node, "socket"),
                Long.parseLong(words[1]),
                order(state, words[2], words));
    }

    private static Order order(ClusterState state, String verb, String[] words) throws IOException {
        return switch (verb) {
            case "open" ->
                    new MemberOrder.OpenEnrollment(
                            words[3],
                            "hash-" + words[3],
                            Integer.parseInt(words[4]),
                            words.length > 6,
                            Long.parseLong(words[5]));
            case "close" -> new MemberOrder.CloseEnrollment(words[3]);
            case "admit" ->
                    new MemberOrder.Admit(
                            words[4],
                            "hash-" + words[5],
                            new Member(
                                    words[3],
                                    words[3] + ".example",
                                    "zone",
                                    MemberRole.LEARNER,
                                    false,
                                    words.length > 6 ? words[6] : "10.0.0." + words[3],
                                    7400),
                            certificate(words[3], "c-" + words[3], "ca1"));
            case "remove" -> new MemberOrder.Remove(words[3], "asked");
            case "role" -> new MemberOrder.ChangeRole(words[3], MemberRole.valueOf(words[4]));
            case "nominate" -> new MemberOrder.Nominate(words[3], words[4]);
            case "authorize" ->
                    new TrustOrder.Authorize(new Authority(words[3], "pem", "SHA256:x", 0, 9_000));
            case "sign" -> new TrustOrder.SignWith(words[3]);
            case "distrust" -> new TrustOrder.Distrust(words[3]);
            case "certify" ->
                    new TrustOrder.Certify(
                            certificate(words[3], words[4], words[5]), words.length > 6);
            case "revoke" -> new TrustOrder.Revoke(words[3], words[4], "lost");
            case "note" -> new Order.Note("token.refused from=10.0.0.9", "refused: token-unknown");
            case "label" -> new Order.Setting("label." + words[3], words[4], -1);
            default -> ConfigScript.order(state, verb, words);
        };
    }

    private static Certificate certificate(String node, String serial, String authority) {
        return new Certificate(node, serial, "SHA256:" + serial, authority, 0, 5_000);
    }

    private static String facts(ClusterState state) {
        var enrolled = new ArrayList<String>();
        state.enrollments()
                .values()
                .forEach(one ->
                        enrolled.add(
                                one.id()
                                        + (one.open() ? " open " : " closed ")
                                        + one.joined()
                                        + " of "
                                        + one.uses()));
        return "members "
                + state.members().stream()
                        .map(one -> one.id() + " " + one.role() + (one.admin() ? " admin" : ""))
                        .toList()
                + ", enrollments "
                + enrolled
                + ", trusted "
                + state.trust().authorities().keySet()
                + " signs '"
                + state.trust().signing()
                + "', certificates "
                + state.trust().certificates().values().stream()
                        .map(one -> one.serial() + "@" + one.authority())
                        .toList()
                + ", revoked "
                + state.trust().revoked().keySet();
    }

    /// `_` is a space, `x*5000` is 5,000 of them, `half` is half a surrogate pair.
    private static String text(String word) {
        if (word.startsWith("x*")) {
            return "x".repeat(Integer.parseInt(word.substring(2)));
        }
        return word.equals("half") ? "\ud83d" : word.replace('_', ' ');
    }

    private static String told(Answer answer) {
        return switch (answer) {
            case Answer.Set(var key, var stored) ->
                    key
                            + " = '"
                            + (stored.value().length() > 40
                                    ? stored.value().length() + " characters"
                                    : stored.value())
                            + "', version "
                            + stored.version();
            case Answer.Founded(var cluster) -> "founded " + cluster;
            case Answer.Joined(var node, var instance) -> node + " joined with " + instance;
            case Answer.Forgotten() -> "forgotten";
            case Answer.Ordered(var index) -> "ordered";
            case Answer.Refused(var error) -> "refused " + error.code();
        };
    }
}
