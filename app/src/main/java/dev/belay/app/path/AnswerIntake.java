package dev.belay.app.path;

import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.design.CloudAnswers.Given;
import dev.belay.model.preflight.DescribeReader.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Brings answers of AWS in, from the clipboard or from a folder.
final class AnswerIntake {

    private final PathPorts ports;
    private final PathWords words;

    AnswerIntake(PathPorts ports, PathWords words) {
        this.ports = ports;
        this.words = words;
    }

    /// Takes what is on the clipboard.
    ///
    /// @param said what went wrong, in a sentence; empty for nothing
    void paste(Consumer<String> said) {
        Optional<String> text = ports.clipboard().get().filter(one -> !one.isBlank());
        if (text.isEmpty()) {
            said.accept(words.texts().get("paste.empty"));
            return;
        }
        said.accept("");
        Document document = new Document(freeName(), text.get());
        ports.answers().add(List.of(new Dated(document, ports.clock().instant())));
    }

    private String freeName() {
        Set<String> taken =
                ports.answers().now().given().stream().map(Given::name).collect(Collectors.toSet());
        int number = 1;
        while (taken.contains(words.texts().get("pasted", number))) {
            number++;
        }
        return words.texts().get("pasted", number);
    }

    /// Takes all files of a folder that somebody chooses.
    ///
    /// @param said as for {@link #paste}
    void openFolder(Consumer<String> said) {
        ports.folder()
                .get()
                .ifPresent(folder -> ports.background().execute(() -> read(folder, said)));
    }

    private void read(Path folder, Consumer<String> said) {
        String name = folder.toString();
        try {
            List<Dated> found = files(folder);
            ports.ui()
                    .execute(() -> {
                        said.accept(found.isEmpty() ? words.texts().get("folder.empty", name) : "");
                        if (!found.isEmpty()) {
                            ports.answers().add(found);
                        }
                    });
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            ports.ui().execute(() -> said.accept(words.texts().get("folder.failed", name, why)));
        }
    }

    private static List<Dated> files(Path folder) throws IOException {
        List<Dated> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(AnswerIntake::isAnswer).sorted().toList()) {
                found.add(
                        new Dated(
                                new Document(
                                        String.valueOf(file.getFileName()), Files.readString(file)),
                                Files.getLastModifiedTime(file).toInstant()));
            }
        }
        return found;
    }

    private static boolean isAnswer(Path file) {
        return file.toString().endsWith(".json") && Files.isRegularFile(file);
    }
}
