package dev.belay.agent.cli;

import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.DescribeReader;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.preflight.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Asks AWS by its own command line for what preflights miss, with the credentials and the region
/// that it finds itself. Nothing is changed.
final class AwsAnswers {

    /// What one answer tells of has to be asked for in the next round.
    private static final int ROUNDS = 6;

    private static final long LONGEST_SECONDS = 60;
    private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]+(_[A-Z]+)+");

    private final Program aws;
    private final Terminal terminal;
    private final Set<String> asked = new LinkedHashSet<>();

    /// Runs a program.
    @FunctionalInterface
    interface Program {
        /// Blocks until it has ended.
        ///
        /// @throws IOException when there is no such program
        Said run(List<String> words) throws IOException, InterruptedException;
    }

    /// What a program said.
    ///
    /// @param why it failed; empty when it did not
    record Said(String out, String why) {}

    AwsAnswers(Program aws, Terminal terminal) {
        this.aws = aws;
        this.terminal = terminal;
    }

    /// What was given, and what AWS says of the rest. What it does not say stays unknown.
    CloudPicture of(List<Wanted> wanted, List<DescribeReader.Document> given) throws Refusal {
        List<DescribeReader.Document> documents = new ArrayList<>(given);
        CloudPicture picture = CloudAnswers.picture(documents, terminal);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> missing = missing(wanted, picture);
            if (missing.isEmpty()) {
                return picture;
            }
            for (String command : missing) {
                ask(command, documents);
            }
            picture = CloudAnswers.picture(documents, terminal);
        }
        return picture;
    }

    private List<String> missing(List<Wanted> wanted, CloudPicture picture) {
        return wanted.stream()
                .flatMap(one -> Preflight.of(one, picture).asks().stream())
                .distinct()
                .filter(one -> !PLACEHOLDER.matcher(one).find() && asked.add(one))
                .toList();
    }

    private void ask(String command, List<DescribeReader.Document> documents) throws Refusal {
        List<String> words = words(command);
        int file = words.indexOf(">");
        List<String> program = file < 0 ? words : words.subList(0, file);
        String name = file < 0 ? command : words.getLast();
        terminal.error(terminal.text("cloud.asks", String.join(" ", program)));
        try {
            Said said = aws.run(program);
            if (said.why().isEmpty()) {
                documents.add(new DescribeReader.Document(name, said.out()));
            } else {
                terminal.error(terminal.text("cloud.aws-failed", said.why()));
            }
        } catch (IOException e) {
            throw new Refusal(ExitCode.FAILED, terminal.text("cloud.no-aws", BundleSource.why(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(ExitCode.UNKNOWN, terminal.text("cloud.aws-interrupted"));
        }
    }

    /// As a POSIX shell takes a line of single-quoted words apart.
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\'') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && c == '\\' && i + 1 < line.length()) {
                i++;
                word.append(line.charAt(i));
            } else if (!isQuoted && c == ' ') {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        words.removeIf(String::isEmpty);
        return words;
    }

    /// A process of this machine; one that does not end is ended.
    static Said run(List<String> words) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("belay-aws", ".err");
        try {
            var builder = new ProcessBuilder(words).redirectError(errors.toFile());
            builder.environment().put("AWS_PAGER", "");
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> out =
                    CompletableFuture.supplyAsync(() -> text(process), Thread::startVirtualThread);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Said("", "no answer within " + LONGEST_SECONDS + " s");
            }
            String said = out.join();
            return process.exitValue() == 0
                    ? new Said(said, "")
                    : new Said("", firstLine(Files.readString(errors), process.exitValue()));
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static String text(Process process) {
        try {
            byte[] bytes = process.getInputStream().readNBytes(DescribeReader.LONGEST);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // It was cut off, and is no JSON then.
            return "";
        }
    }

    private static String firstLine(String errors, int code) {
        return errors.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("exit code " + code);
    }
}
