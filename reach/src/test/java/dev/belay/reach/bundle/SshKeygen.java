package dev.belay.reach.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// OpenSSH's own program for keys and signatures, in a folder of its own.
record SshKeygen(Path folder) {

    /// What became of it.
    record Ended(int code, String output) {}

    Ended run(Path input, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(args));
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(input.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("ssh-keygen does not end");
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /// A fresh key.
    ///
    /// @param type such as `ed25519`, or `ecdsa:384` with its length
    Path key(String name, String type, String passphrase) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        List<String> args =
                new ArrayList<>(List.of("-q", "-N", passphrase, "-C", name, "-f", file.toString()));
        String[] parts = type.split(":", 2);
        args.addAll(List.of("-t", parts[0]));
        if (parts.length > 1) {
            args.addAll(List.of("-b", parts[1]));
        }
        Ended ended = run(Path.of("/dev/null"), args.toArray(String[]::new));
        if (ended.code() != 0) {
            throw new IOException(ended.output());
        }
        return file;
    }

    /// Type and key of a public part, as they stand in lists.
    static String publicPart(Path key) throws IOException {
        String[] words = Files.readString(Path.of(key + ".pub")).strip().split(" ", 3);
        return words[0] + " " + words[1];
    }

    /// A signature of these bytes.
    byte[] sign(Path key, String namespace, byte[] bytes, String... more)
            throws IOException, InterruptedException {
        Path message = Files.createTempFile(folder, "message", ".bin");
        Files.write(message, bytes);
        List<String> args =
                new ArrayList<>(List.of("-Y", "sign", "-n", namespace, "-f", key.toString()));
        args.addAll(List.of(more));
        args.add(message.toString());
        Ended ended = run(Path.of("/dev/null"), args.toArray(String[]::new));
        if (ended.code() != 0) {
            throw new IOException(ended.output());
        }
        return Files.readAllBytes(Path.of(message + ".sig"));
    }

    /// Whether it takes a signature as one of this principal.
    boolean accepts(
            String allowed, String principal, byte[] bytes, byte[] signature, String... more)
            throws IOException, InterruptedException {
        Path message = Files.createTempFile(folder, "message", ".bin");
        Path detached = Files.createTempFile(folder, "detached", ".sig");
        Path list = Files.createTempFile(folder, "allowed", ".txt");
        Files.write(message, bytes);
        Files.write(detached, signature);
        Files.writeString(list, allowed, StandardCharsets.UTF_8);
        List<String> args = new ArrayList<>(List.of("-Y", "verify", "-n", "belay-bundle"));
        args.addAll(List.of("-I", principal, "-f", list.toString(), "-s", detached.toString()));
        args.addAll(List.of(more));
        return run(message, args.toArray(String[]::new)).code() == 0;
    }
}
