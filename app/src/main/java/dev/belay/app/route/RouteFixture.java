package dev.belay.app.route;

import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.model.preflight.DescribeReader.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What AWS says of the example with a route table, as it is or with something wrong: for pictures
/// and tests.
public final class RouteFixture {

    /// What is wrong there.
    public enum Fault {
        NONE,
        /// The Direct Connect gateway does not announce the virtual IP.
        NOT_ANNOUNCED,
        /// A table of the VPC has no route back to the site.
        NO_WAY_BACK,
        /// Another VPC has a route for the same address.
        ELSEWHERE
    }

    private RouteFixture() {}

    /// All answers.
    ///
    /// @param examples folder of the examples
    public static List<Dated> answers(Path examples, Fault fault, Instant at) {
        List<Dated> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(examples.resolve("ec2-route-table.aws"))) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                String text = broken(name, fault, Files.readString(file));
                all.add(new Dated(new Document(name, text), at));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static String broken(String name, Fault fault, String text) {
        return switch (fault) {
            case NONE -> text;
            case NOT_ANNOUNCED ->
                    name.startsWith("dx-")
                            ? text.replace("\"10.200.0.10/32\"", "\"10.200.7.0/24\"")
                            : text;
            case NO_WAY_BACK ->
                    name.startsWith("route-tables")
                            ? text.replaceFirst("\"172\\.16\\.0\\.0/16\"", "\"172.17.0.0/16\"")
                            : text;
            case ELSEWHERE ->
                    name.startsWith("route-tables")
                            ? text.replace("\"10.9.0.0/16\"", "\"10.200.0.10/32\"")
                            : text;
        };
    }
}
