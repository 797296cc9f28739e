package dev.belay.app.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;

/// Pictures of the packet path on the drawing.
final class PathShots {
    private static final String EXAMPLE = "ec2-route-table.belay";
    private static final String ANSWERS = "ec2-route-table.aws";

    private PathShots() {}

    static List<Shot> all() {
        return List.of(
                drawn("path-drawn", studio -> {}),
                drawn("path-drawn-ask", studio -> studio.press("#path-hop-4")),
                drawn("path-proven", studio -> answer(studio, text -> text)),
                drawn(
                        "path-broken",
                        studio -> {
                            answer(studio, PathShots::without);
                            studio.press("#path-hop-4");
                        }),
                drawn("path-stolen", studio -> answer(studio, PathShots::stolen)),
                drawn("path-source-check", studio -> answer(studio, PathShots::checked)),
                drawn("path-prefix", studio -> answer(studio, PathShots::unannounced)),
                drawn(
                        "path-near",
                        studio -> {
                            answer(studio, PathShots::stolen);
                            studio.key("#topology-canvas", KeyCode.DIGIT0);
                            studio.press("#path-hop-4");
                        }),
                new Shot(
                        "path-live",
                        () -> ShotFacts.of(RecordedCluster.healthy()),
                        studio -> {
                            studio.design(EXAMPLE);
                            studio.work()
                                    .plans()
                                    .keep(
                                            Objects.requireNonNull(
                                                    studio.editor().designProperty().get()));
                            studio.go(Destination.TOPOLOGY);
                            studio.ui().beat();
                            studio.key("#topology-canvas", KeyCode.R);
                            answer(studio, text -> text);
                        }));
    }

    private static Shot drawn(String name, Consumer<ShotStudio> act) {
        return new Shot(
                name,
                null,
                studio -> {
                    studio.design(EXAMPLE);
                    studio.go(Destination.TOPOLOGY);
                    studio.key("#topology-canvas", KeyCode.R);
                    act.accept(studio);
                });
    }

    private static String without(String text) {
        return text.replaceAll(
                "\"10\\.200\\.0\\.10/32\"(,\\s+\"NetworkInterfaceId\")", "\"10.200.9.9/32\"$1");
    }

    private static String stolen(String text) {
        return text.replace(
                """
                "DestinationCidrBlock" : "10.200.0.10/32",
                      "NetworkInterfaceId" : "eni-0d41c7f2",
                      "InstanceId" : "i-0c1d9e27a4b8f3356",\
                """,
                """
                "DestinationCidrBlock" : "10.200.0.10/32",
                      "NetworkInterfaceId" : "eni-0bad0bad",
                      "InstanceId" : "i-0aaaabbbbccccdddd",\
                """);
    }

    private static String checked(String text) {
        return text.replace("\"SourceDestCheck\" : false", "\"SourceDestCheck\" : true");
    }

    private static String unannounced(String text) {
        return text.replace("\"cidr\" : \"10.200.0.10/32\"", "\"cidr\" : \"10.200.0.12/32\"");
    }

    /// Gives the example's answers, as if AWS had said something else.
    private static void answer(ShotStudio studio, UnaryOperator<String> otherwise) {
        Path from = Path.of(System.getProperty("belay.home", ""), "examples", ANSWERS);
        try (Stream<Path> files = Files.list(from)) {
            Path to = Files.createTempDirectory("belay-answers");
            for (Path file : files.toList()) {
                Files.writeString(
                        to.resolve(String.valueOf(file.getFileName())),
                        otherwise.apply(Files.readString(file)));
            }
            studio.chooseFolder(to);
            studio.press("#path-folder");
            try (Stream<Path> copies = Files.list(to)) {
                for (Path copy : copies.toList()) {
                    Files.delete(copy);
                }
            }
            Files.delete(to);
        } catch (IOException e) {
            throw new UncheckedIOException("no answers in " + from, e);
        }
    }
}
