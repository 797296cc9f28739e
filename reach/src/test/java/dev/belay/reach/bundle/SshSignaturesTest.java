package dev.belay.reach.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.Voucher;
import dev.belay.reach.ssh.Secrets;
import dev.belay.reach.ssh.SshSigner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshSignaturesTest {

    private static final byte[] MANIFEST = "{ \"a\": 1 }\n".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @TempDir Path folder;
    private SshKeygen keygen = new SshKeygen(Path.of("."));

    @BeforeEach
    void open() {
        keygen = new SshKeygen(folder);
    }

    private static Voucher check(String allowed, Optional<String> wanted, byte[] signature)
            throws BundleException {
        return SshSignatures.by(allowed, wanted, NOW, ZoneOffset.UTC)
                .check(MANIFEST, Optional.of(signature));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ed25519", "ecdsa:256", "ecdsa:384", "ecdsa:521", "rsa:2048", "rsa:3072"})
    void openssh_takes_ours_and_we_take_those_of_openssh(String type) throws Exception {
        Path key = keygen.key("alice", type, "");
        String allowed = "alice@example.com " + SshKeygen.publicPart(key) + " laptop\n";
        byte[] ours =
                SshSignatures.sign(MANIFEST, SshSigner.open(key, Optional.empty(), Secrets.NONE));
        assertThat(keygen.accepts(allowed, "alice@example.com", MANIFEST, ours)).isTrue();
        byte[] changed = "{ \"a\": 2 }\n".getBytes(StandardCharsets.UTF_8);
        assertThat(keygen.accepts(allowed, "alice@example.com", changed, ours)).isFalse();
        assertThat(check(allowed, Optional.of("alice@example.com"), ours).isTrusted()).isTrue();

        byte[] theirs = keygen.sign(key, "belay-bundle", MANIFEST);
        Voucher voucher = check(allowed, Optional.empty(), theirs);
        assertThat(voucher.signers()).containsExactly("alice@example.com");
        assertThat(keygen.run(Path.of("/dev/null"), "-l", "-f", key + ".pub").output())
                .contains(voucher.fingerprint());
        byte[] sha256 = keygen.sign(key, "belay-bundle", MANIFEST, "-O", "hashalg=sha256");
        assertThat(check(allowed, Optional.empty(), sha256).isTrusted()).isTrue();
    }

    @Test
    void the_armour_is_that_of_openssh() throws Exception {
        Path key = keygen.key("alice", "ed25519", "");
        SshSigner signer = SshSigner.open(key, Optional.empty(), Secrets.NONE);
        assertThat(new String(SshSignatures.sign(MANIFEST, signer), StandardCharsets.US_ASCII))
                .isEqualTo(
                        new String(
                                keygen.sign(key, "belay-bundle", MANIFEST),
                                StandardCharsets.US_ASCII));
    }

    @Test
    void a_pass_phrase_is_asked_for_and_asked_for_again() throws Exception {
        Path key = keygen.key("alice", "ed25519", "open sesame");
        List<Boolean> asked = new ArrayList<>();
        Secrets secrets =
                question -> {
                    asked.add(question.again());
                    return Optional.of((question.again() ? "open sesame" : "wrong").toCharArray());
                };
        byte[] ours = SshSignatures.sign(MANIFEST, SshSigner.open(key, Optional.empty(), secrets));
        assertThat(asked).containsExactly(false, true);
        assertThat(check("a " + SshKeygen.publicPart(key), Optional.empty(), ours).isTrusted())
                .isTrue();
        assertThatThrownBy(() -> SshSigner.open(key, Optional.empty(), Secrets.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("no pass-phrase was given");
        assertThatThrownBy(() ->
                        SshSigner.open(key, Optional.empty(), _ -> Optional.of("no".toCharArray())))
                .hasMessage("wrong pass-phrase");
    }

    @Test
    void a_key_of_an_ssh_agent_signs_by_its_public_part() throws Exception {
        Path key = keygen.key("alice", "ed25519", "");
        Path socket = folder.resolve("agent.sock");
        Process agent =
                new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("agent.log").toFile())
                        .start();
        try {
            // The file is there before anybody listens at it: `ssh-add -l` says 2 as long.
            long until = System.nanoTime() + 10_000_000_000L;
            while (list(socket) == 2 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            Path publicPart = Path.of(key + ".pub");
            assertThatThrownBy(() -> SshSigner.open(publicPart, Optional.of(socket), Secrets.NONE))
                    .hasMessageContaining("ssh-add");
            ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertThat(add.redirectErrorStream(true).start().waitFor()).isZero();
            SshSigner signer = SshSigner.open(publicPart, Optional.of(socket), Secrets.NONE);
            byte[] ours = SshSignatures.sign(MANIFEST, signer);
            assertThat(keygen.accepts("a " + SshKeygen.publicPart(key), "a", MANIFEST, ours))
                    .isTrue();
        } finally {
            agent.destroy();
        }
    }

    @Test
    void a_security_key_is_refused_before_anything_is_asked_of_it() throws Exception {
        byte[] type = "sk-ssh-ed25519@openssh.com".getBytes(StandardCharsets.US_ASCII);
        byte[] blob =
                ByteBuffer.allocate(4 + type.length + 4 + 32 + 8)
                        .putInt(type.length)
                        .put(type)
                        .putInt(32)
                        .put(new byte[32])
                        .putInt(4)
                        .put("ssh:".getBytes(StandardCharsets.US_ASCII))
                        .array();
        Path publicPart =
                Files.writeString(
                        folder.resolve("id_ed25519_sk.pub"),
                        "sk-ssh-ed25519@openssh.com " + Base64.getEncoder().encodeToString(blob));
        for (Path one : List.of(publicPart, folder.resolve("id_ed25519_sk"))) {
            assertThatThrownBy(() -> SshSigner.open(one, Optional.empty(), Secrets.NONE))
                    .hasMessage("a key of type sk-ssh-ed25519@openssh.com: use an Ed25519 key");
        }
    }

    private static int list(Path socket) throws Exception {
        ProcessBuilder list = new ProcessBuilder("ssh-add", "-l");
        list.environment().put("SSH_AUTH_SOCK", socket.toString());
        return list.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// Each list, with the key in the place of `KEY`; what OpenSSH says of it too.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "alice KEY | alice | ",
                "alice,bob KEY | bob | ",
                "*@example.com KEY | alice@example.com | ",
                "*@example.com,!eve@example.com KEY | eve@example.com | SIGNER_ANOTHER",
                "*@example.com KEY | Alice@EXAMPLE.com | SIGNER_ANOTHER",
                "al?ce KEY | alice | ",
                "bob KEY | alice | SIGNER_ANOTHER",
                "alice namespaces=\"belay-bundle\" KEY | alice | ",
                "alice namespaces=\"git,belay-*\" KEY | alice | ",
                "alice namespaces=\"git,file\" KEY | alice | SIGNER_NAMESPACE",
                "alice valid-after=\"20260101\" KEY | alice | ",
                "alice valid-after=\"20270101\" KEY | alice | SIGNER_NOT_YET",
                "alice valid-before=\"20270101Z\" KEY | alice | ",
                "alice valid-before=\"20260101\" KEY | alice | SIGNER_EXPIRED",
                "alice valid-after=\"20260101\",valid-before=\"202612312359\" KEY | alice | ",
                "alice namespaces=\"belay-bundle\",valid-before=\"20260615115959Z\" KEY | alice |"
                        + " SIGNER_EXPIRED",
                "alice cert-authority KEY | alice | SIGNER_AUTHORITY",
                "alice cert-authority,cert-authority KEY | alice | SIGNER_AUTHORITY",
                "alice namespaces=\"belay-bundle,\" KEY | alice | ",
                "# nobody | alice | SIGNER_UNKNOWN",
                "alice OTHER | alice | SIGNER_UNKNOWN"
            })
    void a_list_says_what_it_says_to_openssh(String list, String principal, String refusal)
            throws Exception {
        Path key = keygen.key("alice", "ed25519", "");
        Path other = keygen.key("other", "ed25519", "");
        String allowed =
                list.replace("KEY", SshKeygen.publicPart(key))
                                .replace("OTHER", SshKeygen.publicPart(other))
                        + "\n";
        byte[] signature = keygen.sign(key, "belay-bundle", MANIFEST);
        boolean isTaken =
                keygen.accepts(
                        allowed,
                        principal,
                        MANIFEST,
                        signature,
                        "-O",
                        "verify-time=20260615120000Z");
        assertThat(isTaken).as("OpenSSH: " + list).isEqualTo(refusal == null);
        if (refusal == null) {
            assertThat(check(allowed, Optional.of(principal), signature).signers())
                    .containsExactly(principal);
        } else {
            assertThatThrownBy(() -> check(allowed, Optional.of(principal), signature))
                    .isInstanceOfSatisfying(
                            BundleException.class,
                            e ->
                                    assertThat(e.problems().getFirst().code())
                                            .isEqualTo(BundleCode.valueOf(refusal)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "alice ssh-ed25519",
                "alice ssh-ed25519 AAAA",
                "alice ssh-rsa ED25519",
                "alice valid-after=\"2026\" KEY",
                "alice valid-after=\"20261341\" KEY",
                "alice valid-after=\"20270101\",valid-before=\"20260101\" KEY",
                "alice namespaces KEY",
                "alice namespaces=\",\" KEY",
                "alice namespaces=\"\" KEY",
                "alice namespaces=\"git\",namespaces=\"belay-bundle\" KEY",
                "alice namespaces=\"git\",NAMESPACES=\"belay-bundle\" KEY",
                "alice valid-after=\"20260101\",valid-after=\"20250101\" KEY",
                "alice valid-before=\"20270101\",valid-before=\"20280101\" KEY",
                "alice no-such-option KEY",
                "alice \"namespaces KEY",
                "KEY"
            })
    void a_list_with_a_line_that_cannot_be_read_is_refused(String line) throws Exception {
        Path key = keygen.key("alice", "ed25519", "");
        String part = SshKeygen.publicPart(key);
        String allowed =
                "# list\n\n"
                        + line.replace("KEY", part).replace("ED25519", part.split(" ", 3)[1])
                        + "\nalice "
                        + part
                        + "\n";
        assertThatThrownBy(() -> check(allowed, Optional.empty(), new byte[0]))
                .isInstanceOfSatisfying(
                        BundleException.class,
                        e -> {
                            assertThat(e.problems().getFirst().code())
                                    .isEqualTo(BundleCode.SIGNERS_LINE);
                            assertThat(e.problems().getFirst().args().getFirst()).isEqualTo("3");
                        });
    }

    @Test
    void times_without_a_z_are_of_the_zone() throws BundleException {
        String key =
                "ssh-ed25519"
                        + " AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        AllowedSigners signers =
                AllowedSigners.read(
                        "a valid-after=\"202606150900\" " + key, ZoneId.of("Asia/Tokyo"));
        assertThat(signers.lines().getFirst().after())
                .contains(Instant.parse("2026-06-15T00:00:00Z"));
    }
}
