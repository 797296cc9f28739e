package dev.belay.app.answers;

import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.model.preflight.DescribeReader;
import dev.belay.model.preflight.DescribeReader.Document;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Answers in files. Blocks.
final class AnswerFiles {
    private AnswerFiles() {}

    /// What files say, and all `.json` files of folders.
    ///
    /// @throws IOException when one of them cannot be read; none is taken then
    static List<Dated> read(List<Path> places) throws IOException {
        List<Dated> texts = new ArrayList<>();
        for (Path place : places) {
            for (Path file : files(place)) {
                texts.add(text(file));
            }
        }
        return texts;
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> inside = Files.list(place)) {
            return inside.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static Dated text(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > DescribeReader.LONGEST) {
            throw new IOException(file + " > " + DescribeReader.LONGEST);
        }
        byte[] bytes = Files.readAllBytes(file);
        return new Dated(
                new Document(name, new String(bytes, charset(bytes))),
                Files.getLastModifiedTime(file).toInstant());
    }

    /// What a redirection of Windows PowerShell writes is UTF-16.
    private static Charset charset(byte[] bytes) {
        boolean isMarked =
                bytes.length > 1
                        && (((bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe)
                                || ((bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff));
        return isMarked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }
}
