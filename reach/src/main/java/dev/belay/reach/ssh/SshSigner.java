package dev.belay.reach.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;

/// A user's own key, to sign with.
public final class SshSigner {

    private static final int ANSWERS_MAX = 3;
    private static final long PUBLIC_BYTES_MAX = 64 * 1024;

    private final byte[] key;
    private final Signing signing;

    /// How it is done.
    @FunctionalInterface
    private interface Signing {
        byte[] sign(byte[] bytes) throws IOException;
    }

    private SshSigner(byte[] key, Signing signing) {
        this.key = key;
        this.signing = signing;
    }

    /// Opens a key. Blocks, also while the user is asked for a pass-phrase.
    ///
    /// @param file a private key, or the public part of one that the ssh-agent holds
    /// @param agent socket of the ssh-agent; empty for none
    /// @throws IOException with a sentence why it can't be used
    public static SshSigner open(Path file, Optional<Path> agent, Secrets secrets)
            throws IOException {
        Optional<HostKey> publicKey = publicKey(file);
        Optional<HostKey> beside = KeyFile.publicPart(file);
        if (beside.isPresent() && beside.get().type().startsWith("sk-")) {
            algorithm(beside.get().type());
        }
        return publicKey.isPresent()
                ? ofAgent(publicKey.get(), agent)
                : ofFile(KeyFile.read(file), secrets);
    }

    /// The public part, encoded.
    public byte[] key() {
        return key.clone();
    }

    /// The signature, encoded.
    public byte[] sign(byte[] bytes) throws IOException {
        return signing.sign(bytes);
    }

    private static Optional<HostKey> publicKey(Path file) throws IOException {
        if (!file.toString().endsWith(".pub")) {
            return Optional.empty();
        }
        if (Files.size(file) > PUBLIC_BYTES_MAX) {
            throw new IOException("too large for a key");
        }
        List<String> words = List.of(Files.readString(file).strip().split("\\s+"));
        try {
            HostKey key = HostKey.of(Base64.getDecoder().decode(words.get(1)));
            if (key.type().equals(words.getFirst())) {
                return Optional.of(key);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("not a public key", e);
        }
        throw new IOException("not a public key");
    }

    /// The name of the signature that a key makes here.
    private static String algorithm(String type) throws IOException {
        String algorithm = type.equals("ssh-rsa") ? "rsa-sha2-512" : type;
        if (SshSignature.of(algorithm).isEmpty()) {
            throw new IOException("a key of type " + type + ": use an Ed25519 key");
        }
        return algorithm;
    }

    private static SshSigner ofAgent(HostKey key, Optional<Path> socket) throws IOException {
        algorithm(key.type());
        Path path = socket.orElseThrow(() -> new IOException("no ssh-agent (SSH_AUTH_SOCK)"));
        try (AgentKeys agent = AgentKeys.open(path)) {
            if (agent.list().stream().noneMatch(one -> one.key().equals(key))) {
                throw new IOException("the ssh-agent does not hold it: ssh-add it");
            }
        }
        return new SshSigner(
                key.blob(),
                bytes -> {
                    try (AgentKeys agent = AgentKeys.open(path)) {
                        return agent.sign(new AgentKeys.Identity(key, ""), bytes);
                    }
                });
    }

    private static SshSigner ofFile(KeyFile file, Secrets secrets) throws IOException {
        try (SSHClient client = new SSHClient()) {
            KeyProvider provider = load(file, client, secrets);
            byte[] key =
                    new Buffer.PlainBuffer().putPublicKey(provider.getPublic()).getCompactData();
            String algorithm = algorithm(SshSignature.typeOf(key));
            var privateKey = provider.getPrivate();
            return new SshSigner(
                    key,
                    bytes -> {
                        try {
                            Signature signature = SshSignature.of(algorithm).orElseThrow();
                            signature.initSign(privateKey);
                            signature.update(bytes);
                            return new Buffer.PlainBuffer()
                                    .putString(algorithm)
                                    .putBytes(signature.encode(signature.sign()))
                                    .getCompactData();
                        } catch (SSHRuntimeException e) {
                            throw new IOException(String.valueOf(e.getMessage()), e);
                        }
                    });
        }
    }

    private static KeyProvider load(KeyFile file, SSHClient client, Secrets secrets)
            throws IOException {
        for (int i = 0; i < ANSWERS_MAX; i++) {
            char[] passphrase = new char[0];
            if (file.encrypted()) {
                passphrase =
                        secrets.ask(
                                        new SecretQuestion(
                                                SecretQuestion.Kind.PASSPHRASE,
                                                file.path().toString(),
                                                "Pass-phrase of " + file.path(),
                                                true,
                                                i > 0))
                                .orElseThrow(() -> new IOException("no pass-phrase was given"));
            }
            try {
                return file.load(client, passphrase);
            } catch (KeyFile.WrongPassphraseException e) {
                // Asked again, as often as ssh asks.
            }
        }
        throw new IOException("wrong pass-phrase");
    }
}
