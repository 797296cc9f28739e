package dev.belay.agent.cli;

import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.DescribeReader;
import dev.belay.model.preflight.PreflightText;
import dev.belay.model.preflight.ReadFault;
import dev.belay.model.preflight.Wanted;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/// What the AWS CLI answered, from files or just now.
final class CloudAnswers {

    private CloudAnswers() {}

    /// What was given with `--from`, and with `--aws` what AWS says of the rest.
    ///
    /// @throws Refusal when nothing was given, or something cannot be read
    static CloudPicture read(ParseResult given, List<Wanted> wanted, Terminal terminal)
            throws Refusal {
        List<String> from = Given.texts(given, "--from");
        boolean isAsked = Given.isSet(given, "--aws");
        if (from.isEmpty() && !isAsked) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("cloud.no-from"));
        }
        List<DescribeReader.Document> documents = documents(from, terminal);
        return isAsked
                ? new AwsAnswers(AwsAnswers::run, terminal).of(wanted, documents)
                : picture(documents, terminal);
    }

    /// @param from files, and folders whose `.json` files are taken
    private static List<DescribeReader.Document> documents(List<String> from, Terminal terminal)
            throws Refusal {
        List<DescribeReader.Document> documents = new ArrayList<>();
        for (String place : from) {
            for (Path file : files(place, terminal)) {
                documents.add(new DescribeReader.Document(file.toString(), text(file, terminal)));
            }
        }
        return documents;
    }

    /// @throws Refusal when one of them holds something else
    static CloudPicture picture(List<DescribeReader.Document> documents, Terminal terminal)
            throws Refusal {
        DescribeReader.Read read = DescribeReader.read(documents);
        if (read.faults().isEmpty()) {
            return read.picture();
        }
        PreflightText words = PreflightText.of(terminal.locale());
        for (ReadFault fault : read.faults().subList(1, read.faults().size())) {
            terminal.error(words.sentence(fault));
        }
        throw new Refusal(ExitCode.FAILED, words.sentence(read.faults().getFirst()));
    }

    private static List<Path> files(String place, Terminal terminal) throws Refusal {
        Path path = Path.of(place);
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> all;
        try (Stream<Path> inside = Files.list(path)) {
            all =
                    inside.filter(file -> file.getFileName().toString().endsWith(".json"))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
        } catch (IOException e) {
            throw unreadable(place, e, terminal);
        }
        if (all.isEmpty()) {
            throw new Refusal(ExitCode.FAILED, terminal.text("cloud.empty-folder", place));
        }
        return all;
    }

    private static String text(Path file, Terminal terminal) throws Refusal {
        try {
            long size = Files.size(file);
            if (size > DescribeReader.LONGEST) {
                throw new Refusal(
                        ExitCode.FAILED,
                        terminal.text(
                                "cloud.too-large",
                                file,
                                Long.toString(size),
                                Integer.toString(DescribeReader.LONGEST)));
            }
            byte[] bytes = Files.readAllBytes(file);
            return new String(bytes, charset(bytes));
        } catch (IOException e) {
            throw unreadable(file.toString(), e, terminal);
        }
    }

    /// What a redirection of Windows PowerShell writes is UTF-16.
    private static Charset charset(byte[] bytes) {
        boolean isMarked =
                bytes.length > 1
                        && (((bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe)
                                || ((bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff));
        return isMarked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    private static Refusal unreadable(String place, IOException e, Terminal terminal) {
        return new Refusal(
                ExitCode.FAILED, terminal.text("cloud.unreadable", place, BundleSource.why(e)));
    }
}
